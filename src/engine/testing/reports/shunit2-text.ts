import type { TestCase, TestReport } from '../../model/test-report.ts';
import { printedLines } from './counted-text.ts';
import { readReport, testCase, unreadable } from './report-values.ts';

const fileLine = /^# file (?<file>\S.*)$/u;
const testLine = /^(?<name>test\w*)$/u;
const assertion = /^(?:shunit2:)?ASSERT:(?<message>.*)$/u;
const skipping = /^shunit2:?.*\bskip/iu;
const ran = /^Ran (?<count>\d{1,9}) tests?\.$/u;
const fatal = /^shunit2:(?:FATAL|ERROR)\s(?<message>.*)$/u;

interface Open {
  file: string | null;
  name: string;
  messages: string[];
  isSkipped: boolean;
}

interface Told {
  readonly cases: TestCase[];
  file: string | null;
  /** Tests of the current file, until its count is told. */
  open: Open[];
  trouble: string | null;
}

/** Reads what shUnit2 prints, file after file as our program runs them. A file without its count did not end. */
export function parseShunit2Text(text: string): TestReport {
  const told: Told = { cases: [], file: null, open: [], trouble: null };
  let files = 0;
  let counted = 0;
  for (const line of printedLines(text)) {
    const file = fileLine.exec(line)?.groups?.['file'];
    if (file !== undefined) {
      if (files > counted) return unreadable(`it stops in the middle of ${told.file ?? 'a file'}`);
      files += 1;
      told.file = file;
    } else if (ran.test(line)) {
      counted += 1;
      close(told, Number(ran.exec(line)?.groups?.['count']));
    } else {
      readLine(told, line);
    }
  }
  if (files === 0) return unreadable('no file was run');
  if (files > counted) return unreadable(`it stops in the middle of ${told.file ?? 'a file'}`);
  return told.trouble === null ? readReport(told.cases) : unreadable(told.trouble);
}

function readLine(told: Told, line: string): void {
  const name = testLine.exec(line)?.groups?.['name'];
  const message =
    assertion.exec(line)?.groups?.['message'] ?? fatal.exec(line)?.groups?.['message'];
  const last = told.open.at(-1);
  if (name !== undefined) told.open.push({ file: told.file, name, messages: [], isSkipped: false });
  else if (message !== undefined) last?.messages.push(message);
  else if (skipping.test(line) && last !== undefined) last.isSkipped = true;
}

function close(told: Told, count: number): void {
  if (told.open.length !== count) {
    told.trouble ??= `it counts ${String(count)} tests and names ${String(told.open.length)}`;
  }
  told.cases.push(...told.open.map(caseOf));
  told.open = [];
}

function caseOf({ file, name, messages, isSkipped }: Open): TestCase {
  const status = messages.length > 0 ? 'failed' : isSkipped ? 'skipped' : 'passed';
  return testCase({
    path: [file, name],
    status,
    durationMs: null,
    message: messages.join('\n'),
    file,
    line: null,
  });
}
