import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { CountedRun } from './counted-text.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { testCase, unreadable } from './report-values.ts';
import { placeInText } from './text-place.ts';

const heading = /^(?:ERROR|FAIL|UNEXPECTED SUCCESS): (?<name>\S.*)$/u;
const told = /^(?<name>\S+ \(\S+\)) \.\.\. (?<word>ok|skipped .*|expected failure)$/u;
const ran = /^Ran (?<count>\d{1,9}) tests? in /u;
const verdict = /^(?:OK|FAILED|NO TESTS RAN)(?: \(.*\))?$/u;
const skippedPart = /^ {2}(?<name>\S+ \(\S+\)) .*\.\.\. skipped /u;
const blockLinesMax = 400;

interface Open {
  readonly failing: { readonly name: string; readonly lines: string[] }[];
  readonly named: TestCase[];
  /** The tests of which parts were skipped, once for each part. */
  readonly skippedParts: string[];
  ran: number | null;
}

/** Reads what Python's unittest prints, verbose or not. Each run must end with its count and its verdict. */
export function parseUnittestText(text: string): TestReport {
  const runs: CountedRun[] = [];
  let open: Open = newRun();
  for (const line of printedLines(text)) {
    if (open.ran !== null && verdict.test(line)) {
      const run = runOf(open, line);
      if (run === null) return unreadable('it tells other failures than it counts');
      runs.push(run);
      open = newRun();
    } else {
      readLine(open, line);
    }
  }
  if (open.ran !== null || open.failing.length > 0) return unreadable('it stops in the middle');
  return runs.length === 0 ? unreadable('it has no summary of unittest') : countedReport(runs);
}

function newRun(): Open {
  return { failing: [], named: [], skippedParts: [], ran: null };
}

function readLine(open: Open, line: string): void {
  const count = ran.exec(line)?.groups?.['count'];
  if (count !== undefined) {
    open.ran = Number(count);
    return;
  }
  const name = heading.exec(line)?.groups?.['name'];
  if (name !== undefined) {
    open.failing.push({ name, lines: [] });
    return;
  }
  const part = skippedPart.exec(line)?.groups?.['name'];
  if (part !== undefined) open.skippedParts.push(part);
  const passed = told.exec(line)?.groups;
  if (passed !== undefined && open.failing.length === 0) {
    const status = passed['word'] === 'ok' ? 'passed' : 'skipped';
    open.named.push(namedCase(idOf(passed['name'] ?? ''), status));
  }
  const block = open.failing.at(-1)?.lines;
  if (block !== undefined && block.length < blockLinesMax) block.push(line);
}

/** The counts tell what was run; a test fails once for each of its parts that fails. */
function runOf(open: Open, line: string): CountedRun | null {
  const failures = countIn(line, /\bfailures=(\d{1,9})/u) + countIn(line, /\berrors=(\d{1,9})/u);
  const surprises = countIn(line, /\bunexpected successes=(\d{1,9})/u);
  const skipped =
    countIn(line, /\bskipped=(\d{1,9})/u) + countIn(line, /\bexpected failures=(\d{1,9})/u);
  const told = open.failing.length;
  if (told !== failures && told !== failures + surprises) return null;
  const tests = new Set(
    open.failing
      .map(({ name }) => name)
      .filter(isTest)
      .map(testName),
  );
  const unnamed = failures + surprises - told;
  const furtherParts = open.skippedParts.length - new Set(open.skippedParts).size;
  return {
    passed: Math.max(0, (open.ran ?? 0) - tests.size - unnamed - skipped + furtherParts),
    failed: failures + surprises,
    skipped,
    named: [...open.named, ...open.failing.map(caseOf)],
  };
}

/** What sets up a class or a module is no test and not counted as run. */
function isTest(name: string): boolean {
  return !/^(?:setUp|tearDown)(?:Class|Module) /u.test(name);
}

/** `test_sub (m.T.test_sub) (i=1)` is a part of `test_sub (m.T.test_sub)`. */
function testName(name: string): string {
  return /^\S+ \(\S+\)/u.exec(name)?.[0] ?? name;
}

/** `test_a (m.T.test_a)` is `m.T.test_a`; before Python 3.11 `test_a (m.T)`. */
function idOf(name: string): string {
  const groups = /^(?<test>\S+) \((?<owner>[^\s()]+)\)(?<part>.*)$/u.exec(name)?.groups;
  if (groups === undefined) return name;
  const { test = '', owner = '', part = '' } = groups;
  return `${owner.endsWith(`.${test}`) ? owner : `${owner}.${test}`}${part}`;
}

function caseOf({ name, lines }: Open['failing'][number]): TestCase {
  const message = lines.filter((line) => !/^[-=]{70}$/u.test(line)).join('\n');
  const place = placeInText(message);
  return testCase({
    path: [idOf(name)],
    status: 'failed',
    durationMs: null,
    message: message.trim() === '' ? name : message,
    file: place?.file ?? null,
    line: place?.line ?? null,
  });
}
