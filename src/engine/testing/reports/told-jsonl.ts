import type { TestCase, TestReport } from '../../model/test-report.ts';
import { placeInStack } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import { lineField, numberField, testCase, textField, textList } from './report-values.ts';
import { toldLines } from './told-lines.ts';

/** Reads what our own reporters wrote: a case has an `id` or a `path`, and what they know of a failure. */
export function parseToldJsonl(text: string): TestReport {
  return toldLines(text, caseOf);
}

function caseOf(row: Fields, status: TestCase['status']): TestCase {
  const file = textField(row['file']);
  const place = status === 'failed' ? placeInStack(textField(row['stack']), file) : null;
  const path = textList(row['path']);
  return testCase({
    path: path.length > 0 ? path : [textField(row['id'])],
    status,
    durationMs: numberField(row['ms']),
    message: textField(row['message']),
    file: place?.file ?? file,
    line: place?.line ?? lineField(row['line']),
  });
}
