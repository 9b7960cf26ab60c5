import type { TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const heading = /^\s+\d+\) (?<name>\S.*)$/u;
const place = /^\s+(?<place>\S+\.l?hs:\d+):\d+:?\s*$/u;
const summary = /^\d{1,9} examples?, \d{1,9} failures?(?:, \d{1,9} pending)?$/u;
const suite = /^Test suite (?<name>\S+): (?<word>RUNNING|PASS|FAIL)/u;

interface Open {
  blocks: Block[];
  isInFailures: boolean;
  /** Where the next failure stands: told before its name. */
  place: string | null;
  /** The suite of Cabal that was started and has not ended. */
  suite: string | null;
  isCounted: boolean;
}

/** Reads what Hspec prints, also below Cabal, where another kind of suite tells only whether it passed. */
export function parseHspecText(text: string): TestReport {
  const runs: CountedRun[] = [];
  const open: Open = { ...nothing, blocks: [], suite: null, isCounted: false };
  for (const line of printedLines(text)) {
    const told = suite.exec(line)?.groups;
    if (told?.['name'] !== undefined) {
      runs.push(...suiteEnd(open, told['name'], told['word']));
    } else if (summary.test(line)) {
      runs.push(runOf(open.blocks, line));
      Object.assign(open, { ...nothing, blocks: [], isCounted: true });
    } else {
      readLine(open, line);
    }
  }
  if (open.suite !== null) runs.push(wholeSuite(open.suite, 'FAIL'));
  else if (open.blocks.length > 0) return unreadable('it stops in the middle');
  return runs.length === 0 ? unreadable('it has no summary of Hspec') : countedReport(runs);
}

const nothing = { isInFailures: false, place: null };

function suiteEnd(open: Open, name: string, word: string | undefined): readonly CountedRun[] {
  const { suite: started, isCounted } = open;
  Object.assign(open, { suite: word === 'RUNNING' ? name : null, isCounted: false });
  if (word === 'RUNNING') return started === null ? [] : [wholeSuite(started, 'FAIL')];
  return isCounted ? [] : [wholeSuite(name, word ?? 'FAIL')];
}

function wholeSuite(name: string, word: string): CountedRun {
  if (word === 'PASS') {
    return { passed: 1, failed: 0, skipped: 0, named: [namedCase(name, 'passed')] };
  }
  const lines = ['the suite failed or did not come to its end'];
  return { passed: 0, failed: 1, skipped: 0, named: [failedBlock({ name, lines })] };
}

function readLine(open: Open, line: string): void {
  if (line === 'Failures:') open.isInFailures = true;
  if (!open.isInFailures) return;
  const told = place.exec(line)?.groups?.['place'];
  const name = heading.exec(line)?.groups?.['name'];
  if (told !== undefined) open.place = told;
  else if (name === undefined) addToLast(open.blocks, line);
  else {
    open.blocks.push({ name, lines: open.place === null ? [] : [`${open.place}:`] });
    open.place = null;
  }
}

function runOf(blocks: readonly Block[], line: string): CountedRun {
  const failed = countIn(line, /, (\d{1,9}) failure/u);
  const skipped = countIn(line, /, (\d{1,9}) pending/u);
  const total = countIn(line, /^(\d{1,9}) example/u);
  const named = blocks.map(failedBlock);
  return { passed: Math.max(0, total - failed - skipped), failed, skipped, named };
}
