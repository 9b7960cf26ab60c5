import type { TestCase, TestReport } from '../../model/test-report.ts';
import { placeInStack } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import {
  fieldsList,
  isFields,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

/** Reads the JSON of Mocha. A failed hook stands only among the failures, so every list is read. */
export function parseMochaJson(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  const report = parsed.value;
  if (
    !isFields(report) ||
    !['passes', 'failures', 'pending'].every((k) => Array.isArray(report[k]))
  ) {
    return unreadable('it lacks the lists of passes, failures and pending tests');
  }
  return readReport([
    ...fieldsList(report['passes']).map((row) => caseOf(row, 'passed')),
    ...fieldsList(report['failures']).map((row) => caseOf(row, 'failed')),
    ...fieldsList(report['pending']).map((row) => caseOf(row, 'skipped')),
  ]);
}

function caseOf(row: Fields, status: TestCase['status']): TestCase {
  const error = isFields(row['err']) ? row['err'] : {};
  const file = textField(row['file']);
  const place = status === 'failed' ? placeInStack(textField(error['stack']), file) : null;
  return testCase({
    path: [suiteOf(row), textField(row['title'])],
    status,
    durationMs: numberField(row['duration']),
    message: textField(error['message']) ?? textField(error['stack']),
    file: place?.file ?? file,
    line: place?.line ?? null,
  });
}

/** Mocha joins the titles with spaces; the suites are what stands before the test's own title. */
function suiteOf(row: Fields): string | null {
  const title = textField(row['title']) ?? '';
  const full = textField(row['fullTitle']) ?? title;
  return full.endsWith(title) ? full.slice(0, full.length - title.length).trim() : full;
}
