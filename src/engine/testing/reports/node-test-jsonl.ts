import type { TestCase, TestReport } from '../../model/test-report.ts';
import { toldLines } from './told-lines.ts';
import { placeInStack } from './failure-place.ts';
import { lineField, numberField, testCase, textField, textList } from './report-values.ts';
import type { Fields } from './report-values.ts';

/** Reads what our reporter for Node's test runner wrote. */
export function parseNodeTestJsonl(text: string): TestReport {
  return toldLines(text, caseOf);
}

function caseOf(row: Fields, status: TestCase['status']): TestCase {
  const file = textField(row['file']);
  const place = status === 'failed' ? placeInStack(textField(row['stack']), file) : null;
  return testCase({
    path: textList(row['path']),
    status,
    durationMs: numberField(row['ms']),
    message: textField(row['message']),
    file: place?.file ?? file,
    line: place?.line ?? lineField(row['line']),
  });
}
