import type { TestCase, TestReport } from '../../model/test-report.ts';
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
  unreadable,
} from './report-values.ts';
import { placeInText } from './text-place.ts';

/** Reads the JSON of GoogleTest by its tests. */
export function parseGtestJson(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  if (!isFields(parsed.value) || !Array.isArray(parsed.value['testsuites'])) {
    return unreadable('it has no list of test suites');
  }
  const suites = fieldsList(parsed.value['testsuites']);
  if (suites.some((suite) => !Array.isArray(suite['testsuite']))) {
    return unreadable('a test suite in it has no list of tests');
  }
  return readReport(suites.flatMap(casesOf));
}

function casesOf(suite: Fields): TestCase[] {
  const name = textField(suite['name']);
  return fieldsList(suite['testsuite']).map((row) => caseOf(row, name));
}

function caseOf(row: Fields, suite: string | null): TestCase {
  const status = statusOf(row);
  const failures = fieldsList(row['failures']).map((found) => textField(found['failure']) ?? '');
  const place = status === 'failed' ? placeInText(failures.join('\n')) : null;
  return testCase({
    path: [suite ?? textField(row['classname']), textField(row['name'])],
    status,
    durationMs: millisecondsOf(row['time']),
    message: failures.join('\n\n'),
    file: place?.file ?? textField(row['file']),
    line: place?.line ?? lineField(row['line']),
  });
}

function statusOf(row: Fields): TestCase['status'] {
  if (row['status'] === 'NOTRUN' || row['result'] === 'SKIPPED') return 'skipped';
  const isFailed = row['failures'] !== undefined || !isKnown(row);
  return isFailed ? 'failed' : 'passed';
}

/** Older versions tell no result. */
function isKnown(row: Fields): boolean {
  return row['status'] === 'RUN' && (row['result'] ?? 'COMPLETED') === 'COMPLETED';
}

function millisecondsOf(value: unknown): number | null {
  const seconds = /^(?<seconds>\d+(?:\.\d+)?)s$/u.exec(textField(value) ?? '')?.groups?.['seconds'];
  return seconds === undefined ? null : numberField(Number(seconds) * 1000);
}
