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
  textList,
  unreadable,
} from './report-values.ts';
import { placeInText } from './text-place.ts';

/** Reads a report in the Common Test Report Format by its tests, not by its summary. */
export function parseCtrf(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  const results = isFields(parsed.value) ? parsed.value['results'] : null;
  if (!isFields(results) || !Array.isArray(results['tests'])) {
    return unreadable('it has no list of tests');
  }
  return readReport(fieldsList(results['tests']).map(caseOf));
}

function caseOf(row: Fields): TestCase {
  const status = statusOf(row['status']);
  const texts = [textField(row['message']), textField(row['trace'])].filter(
    (text) => text !== null,
  );
  const line = lineField(row['line']);
  const place = status === 'failed' && line === null ? placeInText(texts.join('\n')) : null;
  const suite = textField(row['suite']);
  return testCase({
    path: [...(suite === null ? textList(row['suite']) : [suite]), textField(row['name'])],
    status,
    durationMs: numberField(row['duration']),
    message: texts.join('\n'),
    file: place?.file ?? textField(row['filePath']),
    line: line ?? place?.line ?? null,
  });
}

/** `other` and what is not known count as failed. */
function statusOf(value: unknown): TestCase['status'] {
  switch (value) {
    case 'passed':
      return 'passed';
    case 'skipped':
    case 'pending':
      return 'skipped';
    default:
      return 'failed';
  }
}
