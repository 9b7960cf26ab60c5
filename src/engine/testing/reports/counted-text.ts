import type { TestCase, TestReport } from '../../model/test-report.ts';
import { stripTerminalCodes } from '../../platform/terminal-text.ts';
import { bounds } from '../bounds.ts';
import { linesOf, readReport, testCase, unreadable } from './report-values.ts';

/** What a runner that prints only text told of one run: its counts, and the cases that it named. */
export interface CountedRun {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly named: readonly TestCase[];
}

/** What tells something is short; the rest of a longer line is only printed by a test. */
const lineCharsMax = 2_000;

/** The lines that a runner printed, as a person would have read them. */
export function printedLines(text: string): readonly string[] {
  return linesOf(stripTerminalCodes(text)).map((line) => line.slice(0, lineCharsMax));
}

/** A number that a summary tells, 0 where it tells none. */
export function countIn(line: string, pattern: RegExp): number {
  const digits = pattern.exec(line)?.[1];
  return digits === undefined ? 0 : Number(digits);
}

/** Makes cases of counts: those that were counted but not named get no name. */
export function countedReport(runs: readonly CountedRun[]): TestReport {
  const counted = runs.reduce((sum, run) => sum + run.passed + run.failed + run.skipped, 0);
  if (counted > bounds.reportCasesMax) {
    return unreadable(`it counts more than ${String(bounds.reportCasesMax)} tests`);
  }
  return readReport(runs.flatMap(casesOf));
}

function casesOf(run: CountedRun): TestCase[] {
  return [
    ...run.named,
    ...unnamed('passed', run.passed, run.named),
    ...unnamed('failed', run.failed, run.named),
    ...unnamed('skipped', run.skipped, run.named),
  ];
}

function unnamed(
  status: TestCase['status'],
  count: number,
  named: readonly TestCase[],
): readonly TestCase[] {
  const missing = count - named.filter((found) => found.status === status).length;
  const message = 'the output tells only that a test failed';
  const found = { path: [], status, durationMs: null, message, file: null, line: null };
  return Array.from({ length: Math.max(0, missing) }, () => testCase(found));
}

/** A case by its name alone. */
export function namedCase(name: string, status: 'passed' | 'skipped'): TestCase {
  return testCase({
    path: [name],
    status,
    durationMs: null,
    message: null,
    file: null,
    line: null,
  });
}
