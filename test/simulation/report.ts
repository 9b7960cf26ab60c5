import { execFileSync } from 'node:child_process';
import type { SeedReport } from './run-seed.ts';
import type { Sums } from './totals.ts';

/** What was run, as a table for people. */
export function tableOf(sums: Sums, durationMs: number): string {
  const { seeds, events, engines, worldMs, faults } = sums;
  const each = (sum: number) => (sum / Math.max(1, seeds)).toFixed(1);
  const rows: [string, string][] = [
    ['seeds', String(seeds)],
    ['events', `${String(events)} (${each(events)} a seed)`],
    ['engines', `${String(engines)} (${each(engines)} a seed)`],
    [
      'time of their worlds',
      `${(worldMs / 3_600_000).toFixed(1)} h (${each(worldMs / 1000)} s a seed)`,
    ],
    ['time here', `${(durationMs / 1000).toFixed(1)} s`],
    ...Object.entries(faults)
      .sort(([, a], [, b]) => b - a)
      .map(([kind, count]): [string, string] => [`  ${kind}`, String(count)]),
  ];
  return rows.map(([name, value]) => `${name.padEnd(24)}${value}\n`).join('');
}

/** Everything that somebody needs to see a failure again. */
export function failureWords(report: SeedReport, shortest: SeedReport): string {
  const { violation, seed } = report;
  const faults = shortest.options.faults.map(
    ({ at, kind, effect, hit, choice, durationMs }) =>
      `  at ${String(at)} ms ${kind} (choice ${String(choice)}, ${String(durationMs)} ms, ${effect ?? 'any effect'}, hit ${String(hit)})`,
  );
  const { options } = shortest;
  return [
    `seed ${String(seed)} broke a promise at commit ${commitId()}`,
    violation?.message ?? '',
    `again: npm run sim -- --seed ${String(seed)}`,
    `options: ${JSON.stringify({ ...options, faults: options.faults.length })}`,
    `the shortest prefix that breaks it has ${String(faults.length)} of ${String(report.options.faults.length)} faults:`,
    ...faults,
    'its last events:',
    ...shortest.last.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function commitId(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
