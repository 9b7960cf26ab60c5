import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const heading = /^\s+\d+\) (?<word>Failure|Error|Skipped):$/u;
const title = /^(?<name>[^#]+#.*?)(?: \[(?<place>[^\]]+)\])?:$/u;
const verbose = /^(?<name>[^#]+#.+) = \d+\.\d+ s = (?<mark>[.S])$/u;
const summary = /^(?<runs>\d{1,9}) runs, \d+ assertions, /u;

interface Open {
  blocks: Block[];
  named: TestCase[];
  isHeading: boolean;
}

/** Reads what Minitest prints, verbose or not. Each run must end with its counts. */
export function parseMinitestText(text: string): TestReport {
  const runs: CountedRun[] = [];
  let open: Open = { blocks: [], named: [], isHeading: false };
  for (const line of printedLines(text)) {
    if (summary.test(line)) {
      runs.push(runOf(open, line));
      open = { blocks: [], named: [], isHeading: false };
    } else {
      readLine(open, line);
    }
  }
  if (open.blocks.length > 0) return unreadable('it stops in the middle');
  return runs.length === 0 ? unreadable('it has no summary of Minitest') : countedReport(runs);
}

function readLine(open: Open, line: string): void {
  const groups = verbose.exec(line)?.groups;
  if (groups !== undefined) {
    open.named.push(namedCase(groups['name'] ?? '', groups['mark'] === '.' ? 'passed' : 'skipped'));
    return;
  }
  const word = heading.exec(line)?.groups?.['word'];
  if (word !== undefined) {
    open.isHeading = word !== 'Skipped';
    // What follows a skipped test belongs to no failure.
    open.blocks.push({ name: word, lines: [] });
    return;
  }
  const told = open.isHeading ? title.exec(line)?.groups : undefined;
  open.isHeading = false;
  if (told === undefined) {
    addToLast(open.blocks, line);
    return;
  }
  const place = told['place'];
  open.blocks.splice(-1, 1, {
    name: told['name'] ?? '',
    lines: place === undefined ? [] : [`${place}:`],
  });
}

function runOf(open: Open, line: string): CountedRun {
  const failed = countIn(line, / (\d{1,9}) failures/u) + countIn(line, / (\d{1,9}) errors/u);
  const skipped = countIn(line, / (\d{1,9}) skips/u);
  const blocks = open.blocks.filter(({ name }) => name !== 'Skipped').map(failedBlock);
  return {
    passed: Math.max(0, countIn(line, /^(\d{1,9}) runs/u) - failed - skipped),
    failed,
    skipped,
    named: [...open.named, ...blocks],
  };
}
