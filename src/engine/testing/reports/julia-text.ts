import type { TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import { countedReport, printedLines } from './counted-text.ts';
import type { CountedRun } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const header = /^Test Summary:\s*\|(?<columns>[^|]*)$/u;
const failure = /^(?<name>.+): (?:Test Failed|Error During Test) at (?<place>\S+:\d+)$/u;

/** Reads the tables that Julia's Test prints for test sets that stand by themselves, by the row below each heading. */
export function parseJuliaText(text: string): TestReport {
  const lines = printedLines(text);
  const blocks: Block[] = [];
  const runs: CountedRun[] = [];
  for (const [at, line] of lines.entries()) {
    const groups = failure.exec(line)?.groups;
    const columns = header.exec(line)?.groups?.['columns'];
    if (groups !== undefined) {
      blocks.push({ name: groups['name'] ?? '', lines: [`${groups['place'] ?? ''}:`] });
    } else if (columns !== undefined) {
      runs.push(rowOf(columns, lines[at + 1] ?? ''));
    } else if (runs.length === 0) {
      addToLast(blocks, line);
    }
  }
  const [first, ...rest] = runs;
  if (first === undefined) return unreadable('it has no summary of tests');
  return countedReport([{ ...first, named: blocks.map(failedBlock) }, ...rest]);
}

/** Columns are told apart by where their headings end. */
function rowOf(columns: string, row: string): CountedRun {
  const cells = row.slice(row.indexOf('|') + 1);
  const numberUnder = (heading: RegExp) => {
    const match = heading.exec(columns);
    if (match === null) return 0;
    const end = match.index + match[0].length;
    const digits = /(\d+)\s*$/u.exec(cells.slice(0, end))?.[1];
    const isThere = cells.slice(match.index, end).trim() !== '';
    return isThere && digits !== undefined ? Number(digits) : 0;
  };
  return {
    passed: numberUnder(/Pass/u),
    failed: numberUnder(/Fail/u) + numberUnder(/Error/u),
    skipped: numberUnder(/Broken/u),
    named: [],
  };
}
