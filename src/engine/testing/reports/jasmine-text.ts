import type { TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const heading = /^\d+\) (?<name>\S.*)$/u;
const summary = /^\d{1,9} specs?, \d{1,9} failures?(?:, \d{1,9} pending specs?)?$/u;

interface Open {
  failing: Block[];
  pending: string[];
  section: 'failures' | 'pending' | null;
}

/** Reads what Jasmine prints: the counts at the end, and the failures before them. */
export function parseJasmineText(text: string): TestReport {
  const runs: CountedRun[] = [];
  let open: Open = { failing: [], pending: [], section: null };
  for (const line of printedLines(text)) {
    if (summary.test(line)) {
      runs.push(runOf(open, line));
      open = { failing: [], pending: [], section: null };
    } else if (/^No specs found$/u.test(line)) {
      runs.push({ passed: 0, failed: 0, skipped: 0, named: [] });
    } else {
      readLine(open, line);
    }
  }
  if (open.failing.length > 0) return unreadable('it stops in the middle');
  return runs.length === 0 ? unreadable('it has no summary of Jasmine') : countedReport(runs);
}

function readLine(open: Open, line: string): void {
  const section = /^(?<word>Failures|Pending):$/u.exec(line)?.groups?.['word'];
  if (section !== undefined) {
    open.section = section === 'Pending' ? 'pending' : 'failures';
    return;
  }
  const name = heading.exec(line)?.groups?.['name'];
  if (open.section === 'pending') {
    if (name !== undefined) open.pending.push(name);
  } else if (open.section === 'failures') {
    if (name === undefined) addToLast(open.failing, line);
    else open.failing.push({ name, lines: [] });
  }
}

function runOf(open: Open, line: string): CountedRun {
  const failed = countIn(line, /, (\d{1,9}) failure/u);
  const skipped = countIn(line, /, (\d{1,9}) pending/u);
  return {
    passed: Math.max(0, countIn(line, /^(\d{1,9}) spec/u) - failed - skipped),
    failed,
    skipped,
    named: [
      ...open.failing.map(withoutHeadings).map(failedBlock),
      ...open.pending.map((name) => namedCase(name, 'skipped')),
    ],
  };
}

function withoutHeadings({ name, lines }: Block): Block {
  return { name, lines: lines.filter((line) => !/^\s+(?:Message|Stack):$/u.test(line)) };
}
