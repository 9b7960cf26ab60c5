import type { TestCase, TestReport } from '../../model/test-report.ts';
import { toldLines } from './told-lines.ts';
import { lineField, numberField, testCase, textField } from './report-values.ts';
import type { Fields } from './report-values.ts';

/** Reads what our runner for Python's unittest wrote. */
export function parseUnittestJsonl(text: string): TestReport {
  return toldLines(text, caseOf);
}

function caseOf(row: Fields, status: TestCase['status']): TestCase {
  return testCase({
    path: [textField(row['id'])],
    status,
    durationMs: numberField(row['ms']),
    message: textField(row['message']),
    file: textField(row['file']),
    line: lineField(row['line']),
  });
}
