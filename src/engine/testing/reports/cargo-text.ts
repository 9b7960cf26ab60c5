import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast } from './blocks.ts';
import { brokenBuild, deadProgram, failedTest } from './cargo-failures.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const program = /^\s+(?:Running (?<path>\S.*) \(\S+\)|(?<docs>Doc-tests \S+))$/u;
const begin = /^running \d{1,9} tests?$/u;
const told = /^test (?<name>\S.*?)(?: - should panic)? \.\.\. (?<word>ok|FAILED|ignored)\b/u;
const section = /^---- (?<name>\S.*) stdout ----$/u;
const result = /^test result: (?<word>ok|FAILED)\. (?:\d{1,9} \w+; )*/u;

interface Open {
  readonly named: TestCase[];
  readonly failing: string[];
  readonly sections: Block[];
  isInSection: boolean;
}

/** Reads what `cargo test` prints: programs one after the other, each with its tests and its result. */
export function parseCargoText(text: string): TestReport {
  const lines = printedLines(text);
  const programs = lines
    .map((line) => program.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
    .map((groups) => groups['path'] ?? groups['docs'] ?? '');
  const runs: CountedRun[] = [];
  let open: Open | null = null;
  let begun = 0;
  for (const line of lines) {
    const run: CountedRun | null = open !== null && result.test(line) ? runOf(open, line) : null;
    if (run !== null) {
      runs.push(run);
      open = null;
    } else if (begin.test(line)) {
      if (open !== null) runs.push(unended(open, programs[begun - 1]));
      open = { named: [], failing: [], sections: [], isInSection: false };
      begun += 1;
    } else if (open !== null) {
      readLine(open, line);
    }
  }
  if (open !== null) runs.push(unended(open, programs[begun - 1]));
  // A program that was started and told nothing may have a harness of its own, unless Cargo says that it failed.
  const silent = lines.some((line) => /process didn't exit successfully/u.test(line))
    ? programs.slice(begun)
    : [];
  const broken = [...silent.map((name) => deadProgram(name)), ...brokenBuild(lines, begun > 0)];
  runs.push({ passed: 0, failed: 0, skipped: 0, named: broken });
  const isEmpty = begun === 0 && broken.length === 0;
  return isEmpty ? unreadable('it has no test results of Cargo') : countedReport(runs);
}

function readLine(open: Open, line: string): void {
  const name = section.exec(line)?.groups?.['name'];
  if (name !== undefined) {
    open.sections.push({ name, lines: [] });
    open.isInSection = true;
    return;
  }
  if (line === 'failures:') open.isInSection = false;
  if (open.isInSection) {
    addToLast(open.sections, line);
    return;
  }
  const groups = told.exec(line)?.groups;
  const test = groups?.['name'] ?? '';
  if (groups?.['word'] === 'ok') open.named.push(namedCase(test, 'passed'));
  else if (groups?.['word'] === 'ignored') open.named.push(namedCase(test, 'skipped'));
  else if (groups !== undefined) open.failing.push(test);
}

function casesOf(open: Open): TestCase[] {
  const said = new Map(open.sections.map(({ name, lines }) => [name, lines.join('\n')]));
  return [...open.named, ...open.failing.map((name) => failedTest(name, said.get(name) ?? ''))];
}

/** Tests that print while they run disturb their lines, so the counts tell how many there were. */
function runOf(open: Open, line: string): CountedRun {
  const isFailed = result.exec(line)?.groups?.['word'] === 'FAILED';
  const counted = countIn(line, / (\d{1,9}) failed/u);
  return {
    passed: countIn(line, / (\d{1,9}) passed/u) + countIn(line, / (\d{1,9}) measured/u),
    failed: isFailed ? Math.max(1, counted) : counted,
    skipped: countIn(line, / (\d{1,9}) ignored/u),
    named: casesOf(open),
  };
}

function unended(open: Open, name: string | undefined): CountedRun {
  const named = [...casesOf(open), deadProgram(name ?? 'test program')];
  return { passed: 0, failed: 0, skipped: 0, named };
}
