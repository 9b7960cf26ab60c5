import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const started = /^Testing [`'"‘]?(?<name>[^'"’`]+)['"’`]?[.]?$/u;
const told = /^(?:>\s+|\s+)\[(?<word>OK|FAIL|ERROR|SKIP)\](?<name>.*)$/u;
const boxed = /^│ \[(?:FAIL|ERROR)\](?<name>.*)│$/u;
const ended = /(?:^|\s)in \d+(?:\.\d+)?s\. \d{1,9} tests? run\.?$/u;
const compiler = /^File "(?<file>[^"]+)", lines? (?<line>\d+)/u;

interface Open {
  name: string;
  named: TestCase[];
  failing: string[];
  blocks: Block[];
}

/** Reads what Alcotest prints below Dune: programs one after the other, each with its tests and its end. */
export function parseAlcotestText(text: string): TestReport {
  const runs: CountedRun[] = [];
  let open: Open | null = null;
  let compiled: string | null = null;
  for (const line of printedLines(text)) {
    const name = started.exec(line)?.groups?.['name'];
    if (name !== undefined) {
      if (open !== null) runs.push(unended(open));
      open = { name, named: [], failing: [], blocks: [] };
    } else if (open !== null && ended.test(line)) {
      runs.push(runOf(open, line));
      open = null;
    } else if (open !== null) {
      readLine(open, line);
    } else if (compiler.test(line)) {
      compiled = line;
    } else if (compiled !== null && line.startsWith('Error: ')) {
      runs.push(unbuilt(compiled, line));
      compiled = null;
    }
  }
  if (open !== null) runs.push(unended(open));
  return runs.length === 0 ? unreadable('it has no tests of Alcotest') : countedReport(runs);
}

function readLine(open: Open, line: string): void {
  const block = boxed.exec(line)?.groups?.['name'];
  if (block !== undefined) open.blocks.push({ name: spaced(block), lines: [] });
  else if (!/^[┌└│]| ─{10}/u.test(line)) addToLast(open.blocks, line);
  const groups = block === undefined ? told.exec(line)?.groups : undefined;
  if (groups === undefined) return;
  const name = spaced(groups['name'] ?? '');
  if (groups['word'] === 'OK') open.named.push(namedCase(name, 'passed'));
  else if (groups['word'] === 'SKIP') open.named.push(namedCase(name, 'skipped'));
  else open.failing.push(name);
}

function runOf(open: Open, line: string): CountedRun {
  const named = [...open.named, ...open.failing.map((name) => failing(open, name))];
  const failed = Math.max(open.failing.length, countIn(line, /(\d{1,9}) (?:failure|error)/u));
  const skipped = open.named.filter((found) => found.status === 'skipped').length;
  const total = countIn(line, /(\d{1,9}) tests? run/u);
  return { passed: Math.max(0, total - failed - skipped), failed, skipped, named };
}

function failing(open: Open, name: string): TestCase {
  const lines = open.blocks.find((block) => block.name === name)?.lines ?? [];
  return failedBlock({ name, lines: lines.filter((line) => line.trim() !== '') });
}

function unended(open: Open): CountedRun {
  const lines = ['the test program did not come to its end'];
  const died = failedBlock({ name: open.name, lines });
  const named = [...open.named, ...open.failing.map((name) => failing(open, name)), died];
  return { passed: 0, failed: 0, skipped: 0, named };
}

function unbuilt(where: string, error: string): CountedRun {
  const groups = compiler.exec(where)?.groups;
  const lines = [`${where}\n${error}`];
  const found = { ...failedBlock({ name: groups?.['file'] ?? 'build', lines }) };
  return { passed: 0, failed: 1, skipped: 0, named: [found] };
}

function spaced(name: string): string {
  return name.trim().replace(/\.$/u, '').replaceAll(/\s+/gu, ' ');
}
