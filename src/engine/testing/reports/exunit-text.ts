import type { TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const heading = /^\s+\d+\) (?<name>\S.*)$/u;
const summary = /^(?:\d+ (?:doctests?|propert(?:y|ies)|tests?), )+\d+ failures?(?:, |$)/u;

/** Reads what ExUnit prints: the counts at the end of each application, and the failures before them. */
export function parseExunitText(text: string): TestReport {
  const runs: CountedRun[] = [];
  let blocks: Block[] = [];
  for (const line of printedLines(text)) {
    const name = heading.exec(line)?.groups?.['name'];
    if (summary.test(line)) {
      runs.push(runOf(blocks, line));
      blocks = [];
    } else if (/^There are no tests to run/u.test(line)) {
      runs.push({ passed: 0, failed: 0, skipped: 0, named: [] });
    } else if (/^Finished in /u.test(line)) {
      addToLast(blocks, '');
    } else if (name !== undefined) {
      blocks.push({ name, lines: [] });
    } else {
      addToLast(blocks, line);
    }
  }
  if (blocks.length > 0) return unreadable('it stops in the middle');
  return runs.length === 0 ? unreadable('it has no summary of ExUnit') : countedReport(runs);
}

function runOf(blocks: readonly Block[], line: string): CountedRun {
  const kinds = ['tests?', 'doctests?', 'propert(?:y|ies)'];
  const counts = kinds.map((kind) => countIn(line, new RegExp(`\\b(\\d{1,9}) ${kind},`, 'u')));
  // The tests of a module whose set-up failed are told as invalid, beside the failures.
  const failed = countIn(line, /\b(\d{1,9}) failure/u) + countIn(line, /\b(\d{1,9}) invalid/u);
  const skipped = countIn(line, /\b(\d{1,9}) skipped/u) + countIn(line, /\b(\d{1,9}) excluded/u);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const named = blocks.map(failedBlock);
  return { passed: Math.max(0, total - failed - skipped), failed, skipped, named };
}
