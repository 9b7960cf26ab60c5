import type { PersonTestRun, SuiteRun } from '../engine/index.ts';
import { columns, type Io } from './io.ts';

const failuresShownMax = 20;
const messageLinesMax = 12;
const outputLinesMax = 20;

const marks = { good: '✓', bad: '✗' } as const;

/** One suite that has ended: what it was, what came of it, how long it took. */
export function suiteLine({ suite, run }: SuiteRun): string {
  const { framework, dir } = suite;
  const mark = run.verdict === 'passed' ? marks.good : marks.bad;
  const name = dir === '' ? framework : `${framework} in ${dir}`;
  return columns([[`${mark} ${name}`, countsOf(run), secondsOf(run.durationMs)]])[0] ?? '';
}

/** What a person wants to know when all suites have ended: what failed, how to run it again, and how it came out. */
export function testLines(result: PersonTestRun): string[] {
  const failing = result.suites.filter(({ run }) => run.verdict !== 'passed');
  const details = failing.flatMap(failureLines);
  const commands = (failing.length > 0 ? failing : result.suites).map(({ command }) => command);
  const again = commands.length === 0 ? [] : ['', ...commands.map((command) => `$ ${command}`)];
  return [...details, ...again, '', lastLine(result)];
}

function failureLines({ run }: SuiteRun): string[] {
  if (run.failing.length === 0) return ['', run.reason ?? run.verdict, ...endOf(run.output)];
  const shown = run.failing.slice(0, failuresShownMax);
  const more = run.totals.failed - shown.length;
  return [
    ...shown.flatMap(({ name, file, line, message }) => [
      '',
      `${marks.bad} ${name}`,
      ...(file === null ? [] : [`  ${file}${line === null ? '' : `:${String(line)}`}`]),
      ...cut(message ?? '', messageLinesMax).map((words) => `  ${words}`),
    ]),
    ...(more > 0 ? ['', `and ${String(more)} more that failed`] : []),
    ...(run.verdict === 'failed' ? [] : ['', run.reason ?? run.verdict]),
  ];
}

/** The beginning of a message tells what is wrong. */
function cut(text: string, linesMax: number): string[] {
  const lines = text.trimEnd().split('\n');
  const rest = lines.length - linesMax;
  if (rest <= 0) return lines.filter((line, at) => at > 0 || line !== '');
  return [...lines.slice(0, linesMax), `… ${String(rest)} more lines`];
}

/** The end of what was printed tells why it ended. */
function endOf(output: string): string[] {
  const lines = output.trimEnd().split('\n').slice(-outputLinesMax);
  return lines.filter((line, at) => at > 0 || line !== '').map((line) => `  ${line}`);
}

function lastLine({ verdict, reason, totals, durationMs }: PersonTestRun): string {
  const counts = countsOf({ totals });
  if (verdict === 'passed') return `passed: ${counts} in ${secondsOf(durationMs)}`;
  const why = reason ?? counts;
  return `${verdict}: ${why}`;
}

function countsOf({ totals }: Pick<PersonTestRun, 'totals'>): string {
  const { total, passed, failed, skipped } = totals;
  if (total === 0) return 'no tests';
  const parts = [
    `${String(passed)} passed`,
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
  ];
  return parts.join(', ');
}

function secondsOf(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** Says on a terminal what runs now; the line of the suite that has ended takes its place. */
export function showRunning(io: Io, words: string): void {
  if (io.stdout.isTTY) io.stdout.write(`\r\u001b[K${words}\r`);
}
