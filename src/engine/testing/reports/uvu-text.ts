import type { TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import { countedReport, countIn, printedLines } from './counted-text.ts';
import type { CountedRun } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const heading = /^\s*FAIL {2}(?<name>.*"[^"]*")$/u;
const count = /^\s+(?<word>Total|Passed|Skipped):\s+\d{1,9}$/u;
const outcomes = /\((?<passed>\d{1,9}) \/ (?<total>\d{1,9})\)\s*$/u;

/** Reads what uvu prints. Its total leaves out what was skipped. */
export function parseUvuText(text: string): TestReport {
  const runs: CountedRun[] = [];
  let blocks: Block[] = [];
  let told = new Map<string, number>();
  for (const line of printedLines(text)) {
    const word = count.exec(line)?.groups?.['word'];
    const name = heading.exec(line)?.groups?.['name'];
    if (word !== undefined) {
      told.set(word, countIn(line, /(\d{1,9})$/u));
    } else if (/^\s+Duration:/u.test(line) && told.size === 3) {
      runs.push(runOf(blocks, told));
      blocks = [];
      told = new Map();
    } else if (name !== undefined) {
      blocks.push({ name: name.replaceAll('"', '').trim(), lines: [] });
    } else if (!outcomes.test(line)) {
      addToLast(blocks, line);
    }
  }
  if (blocks.length > 0 || told.size > 0) return unreadable('it stops in the middle');
  return runs.length === 0 ? unreadable('it has no summary of uvu') : countedReport(runs);
}

function runOf(blocks: readonly Block[], told: ReadonlyMap<string, number>): CountedRun {
  const passed = told.get('Passed') ?? 0;
  const failed = Math.max(0, (told.get('Total') ?? 0) - passed);
  return { passed, failed, skipped: told.get('Skipped') ?? 0, named: blocks.map(failedBlock) };
}
