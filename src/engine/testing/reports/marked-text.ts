import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import { namedCase, printedLines } from './counted-text.ts';
import { readReport, unreadable } from './report-values.ts';

/** The marks that a runner prints before the name of each test. */
interface Marks {
  readonly passed: RegExp;
  readonly failed: RegExp;
  readonly skipped: RegExp;
  /** What makes a whole out of the output; without it the output was cut. */
  readonly end: RegExp | null;
}

/** Reads a text in which each test has a line of its own, and what belongs to a failure stands above or below it. */
export function markedReport(text: string, marks: Marks): TestReport {
  const cases: TestCase[] = [];
  const blocks: Block[] = [];
  let before: string[] = [];
  let isWhole = marks.end === null;
  for (const line of printedLines(text)) {
    const passed = marks.passed.exec(line)?.groups?.['name'];
    const failed = marks.failed.exec(line)?.groups?.['name'];
    const skipped = marks.skipped.exec(line)?.groups?.['name'];
    isWhole ||= marks.end?.test(line) === true;
    if (passed !== undefined) cases.push(namedCase(passed, 'passed'));
    else if (skipped !== undefined) cases.push(namedCase(skipped, 'skipped'));
    else if (failed !== undefined) blocks.push({ name: failed, lines: before });
    else addToLast(blocks, line);
    const isName = passed !== undefined || failed !== undefined || skipped !== undefined;
    before = isName ? [] : [...before.slice(-linesBeforeMax), line];
  }
  if (!isWhole) return unreadable('it stops in the middle');
  if (cases.length + blocks.length === 0) return unreadable('it names no test');
  return readReport([...cases, ...blocks.map(failedBlock)]);
}

const linesBeforeMax = 20;
