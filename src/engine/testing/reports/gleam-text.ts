import type { TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import { countedReport, countIn, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const good = /^(?<count>\d{1,9}) (?:tests, no failures|passed, no failures)$/u;
const bad = /^(?<total>\d{1,9}) (?:tests|passed), (?<failed>\d{1,9}) failures?$/u;
const heading = /^(?:\d+\) )?(?<name>[\w/.]+_test)(?::|$)/u;

/** Reads what gleeunit prints: a count, and a block for each failure. */
export function parseGleamText(text: string): TestReport {
  const blocks: Block[] = [];
  let end: string | null = null;
  for (const line of printedLines(text)) {
    const name = heading.exec(line)?.groups?.['name'];
    if (good.test(line) || bad.test(line)) end = line;
    else if (name !== undefined) blocks.push({ name, lines: [] });
    else addToLast(blocks, line);
  }
  if (end === null) return unreadable('it has no summary of tests');
  const failed = countIn(end, /, (\d{1,9}) failures?$/u);
  const first = countIn(end, /^(\d{1,9}) /u);
  const passed = / passed/u.test(end) ? first : Math.max(0, first - failed);
  const named = blocks.slice(0, failed).map(failedBlock);
  return countedReport([{ passed, failed, skipped: 0, named }]);
}
