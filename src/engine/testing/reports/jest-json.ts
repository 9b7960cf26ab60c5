import type { TestCase, TestReport } from '../../model/test-report.ts';
import { placeInStack } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import {
  fieldsList,
  isFields,
  lineField,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  textList,
  unreadable,
} from './report-values.ts';

/** Reads the JSON of Jest and Vitest. A file that failed without a failed test in it counts as one failed case. */
export function parseJestJson(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  if (!isFields(parsed.value) || !Array.isArray(parsed.value['testResults'])) {
    return unreadable('it has no list of test files');
  }
  const files = fieldsList(parsed.value['testResults']);
  if (files.some((file) => !Array.isArray(file['assertionResults']))) {
    return unreadable('a test file in it has no list of tests');
  }
  const cases = files.flatMap(casesOfFile);
  if (parsed.value['wasInterrupted'] === true) return unreadable('the run was interrupted');
  return readReport(cases);
}

function casesOfFile(file: Fields): TestCase[] {
  const name = textField(file['name']);
  const cases = fieldsList(file['assertionResults']).map((row) => caseOf(row, name));
  const failedAsWhole =
    file['status'] === 'failed' && !cases.some((found) => found.status === 'failed');
  return failedAsWhole ? [...cases, wholeFile(file, name)] : cases;
}

function wholeFile(file: Fields, name: string | null): TestCase {
  const message = textField(file['message']);
  const place = placeInStack(message, name);
  return testCase({
    path: [name],
    status: 'failed',
    durationMs: null,
    message,
    file: name,
    line: place !== null && isOfFile(place.file, name) ? place.line : null,
  });
}

/** Stacks of Jest name files relative to the project. */
function isOfFile(file: string, name: string | null): boolean {
  return name !== null && (file === name || name.endsWith(`/${file}`));
}

function caseOf(row: Fields, fileName: string | null): TestCase {
  const status = statusOf(row['status']);
  const messages = textList(row['failureMessages']).join('\n\n');
  const place = status === 'failed' ? placeInStack(messages, fileName) : null;
  const location = isFields(row['location']) ? lineField(row['location']['line']) : null;
  return testCase({
    path: [...textList(row['ancestorTitles']), textField(row['title'])],
    status,
    durationMs: numberField(row['duration']),
    message: withoutFrames(messages),
    file: place?.file ?? fileName,
    line: place?.line ?? location,
  });
}

function withoutFrames(message: string): string {
  const lines = message.split('\n').filter((line) => !/^\s+at .*[:)]/u.test(line));
  return lines.join('\n');
}

function statusOf(value: unknown): TestCase['status'] {
  switch (value) {
    case 'passed':
      return 'passed';
    case 'pending':
    case 'skipped':
    case 'todo':
    case 'disabled':
      return 'skipped';
    default:
      return 'failed';
  }
}
