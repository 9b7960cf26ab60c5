import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { TestRun, TestVerdict } from '../../src/engine/model/test-report.ts';
import type { FrameworkCase, Scenario, ScenarioName } from './framework-case.ts';

type RunName = Exclude<ScenarioName, 'generated'>;

/** What a run must come to; null: several would do, which are looked at by themselves. */
const verdicts: Readonly<Record<RunName, TestVerdict | null>> = {
  green: 'passed',
  red: 'failed',
  zero: 'no-tests',
  broken: null,
  hang: 'timed-out',
  daemon: 'passed',
};

/** Everything about the run of a scenario that is not as the case says. */
export function wrongIn(one: FrameworkCase, name: RunName, run: TestRun): string[] {
  const scenario = one[name];
  const wrong = [
    ...wrongVerdict(name, run),
    ...(name === 'broken' ? wrongLoadFailure(scenario, run) : []),
    ...wrongTotals(scenario, run),
    ...wrongFailure(scenario, run),
  ];
  if (run.framework !== one.framework) wrong.push(`it was run as ${run.framework}`);
  return wrong.length === 0 ? [] : [...wrong, describe(run)];
}

function wrongVerdict(name: RunName, run: TestRun): string[] {
  const wanted = verdicts[name];
  if (wanted === null || run.verdict === wanted) return [];
  return [`the verdict is ${run.verdict} and not ${wanted}: ${run.reason ?? ''}`];
}

/** A file that cannot be loaded is no pass, no matter of time, and somewhere it is named. */
function wrongLoadFailure({ files }: Scenario, run: TestRun): string[] {
  const verdict: readonly TestVerdict[] = ['passed', 'timed-out', 'command-not-found', 'cancelled'];
  if (verdict.includes(run.verdict)) {
    return [`what cannot be loaded gives ${run.verdict}: ${run.reason ?? ''}`];
  }
  const cases = run.failing.flatMap(({ name, file, message }) => [name, file, message]);
  const told = [run.reason, ...cases, run.output].join('\n');
  const names = Object.keys(files).map((path) => basename(path));
  return names.some((name) => told.includes(name)) ? [] : [`nothing names ${names.join(', ')}`];
}

function wrongTotals({ totals }: Scenario, run: TestRun): string[] {
  if (totals === undefined || isDeepStrictEqual(run.totals, totals)) return [];
  return [`the totals are ${JSON.stringify(run.totals)} and not ${JSON.stringify(totals)}`];
}

function wrongFailure({ failing }: Scenario, run: TestRun): string[] {
  if (failing === undefined) return [];
  const { name, file, line } = failing;
  const named = run.failing.filter((found) => found.name.includes(name));
  const isThere = named.some(
    (found) =>
      (file === undefined || found.file === file) && (line === undefined || found.line === line),
  );
  if (isThere) return [];
  const told = run.failing.map(
    (found) => `${found.name} at ${String(found.file)}:${String(found.line)}`,
  );
  return [`no failing test ${JSON.stringify(failing)}, but: ${told.join('; ')}`];
}

function describe(run: TestRun): string {
  const { command, exitCode, signal, reason, output } = run;
  const how = signal ?? `exit code ${String(exitCode)}`;
  return [`${command.join(' ')} (${how}): ${reason ?? ''}`, output.slice(-2_000)].join('\n');
}
