// Proves the plan of every framework by running it: tiny projects through detection, plan and run, on the tools
// themselves, which are installed where they are missing, or on strict simulators of them.
// npm run test:frameworks -- [--only pytest,jest] [--jobs 2] [--keep] [--allow-missing] [--write]
import { parseArgs } from 'node:util';
import { frameworkCases } from './cases/index.ts';
import type { FrameworkCase } from './framework-case.ts';
import { caseName, scenarioNames } from './framework-case.ts';
import { writePage } from './page.ts';
import type { CaseResult } from './run-case.ts';
import { isHeld, runCase } from './run-case.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '2' },
    keep: { type: 'boolean', default: false },
    'allow-missing': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const withoutCase: string[] = [];

function chosen(): readonly FrameworkCase[] {
  const words = values.only.split(',').filter((word) => word !== '');
  if (words.length === 0) return frameworkCases;
  const hasCase = (word: string) => frameworkCases.some(({ framework }) => framework === word);
  for (const word of words) if (!hasCase(word)) withoutCase.push(word);
  return frameworkCases.filter(({ framework }) => words.includes(framework));
}

const widths = [28, 34, ...scenarioNames.map((name) => name.length + 2)] as const;

function row(cells: readonly string[]): string {
  return cells
    .map((cell, at) => cell.slice(0, (widths[at] ?? 80) - 1).padEnd(widths[at] ?? 0))
    .join('');
}

function tell(result: CaseResult): void {
  const { one, missing, version, outcomes, durationMs } = result;
  if (missing !== null) print(`${row([caseName(one)])}cannot run: ${missing}`);
  else {
    const marks = outcomes.map(({ kind }) => ({ held: '✓', broke: '✗', without: '–' })[kind]);
    const by = one.by === 'tool' ? version : `simulator: ${version}`;
    print(`${row([caseName(one), by, ...marks])}${(durationMs / 1000).toFixed(1)} s`);
  }
  for (const { name, wrong } of outcomes) {
    for (const words of wrong) print(`  ${name}: ${words.replaceAll('\n', '\n    ')}`);
  }
}

const open = [...chosen()];
for (const word of withoutCase) print(`${word}: there is no case of it`);
const results: CaseResult[] = [];
print(row(['framework', 'proved on', ...scenarioNames]) + 'time');
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    for (let one = open.shift(); one !== undefined; one = open.shift()) {
      if (interrupted.signal.aborted) return;
      const result = await runCase(one, { signal: interrupted.signal, keeps: values.keep });
      results.push(result);
      tell(result);
    }
  }),
);
const isGood = (result: CaseResult) =>
  isHeld(result) || (result.missing !== null && values['allow-missing']);
const passed = results.filter(isHeld).length;
const failed = results.filter((result) => !isGood(result)).length + withoutCase.length;
if (values.write) await writePage(results);
print(`\n${String(passed)} passed, ${String(failed)} failed`);
if (results.length === 0) print('nothing was run');
if (interrupted.signal.aborted) process.exitCode = 130;
else process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
