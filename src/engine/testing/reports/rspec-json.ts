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

const outsideErrorsMax = 1_000;

/** Reads the JSON of RSpec. A file that cannot be loaded is only counted, and told in a message. */
export function parseRspecJson(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  const report = parsed.value;
  if (!isFields(report) || !Array.isArray(report['examples']) || !isFields(report['summary'])) {
    return unreadable('it lacks the list of examples or its summary');
  }
  return readReport([...fieldsList(report['examples']).map(caseOf), ...outsideErrors(report)]);
}

function caseOf(row: Fields): TestCase {
  const status = statusOf(row['status']);
  const error = isFields(row['exception']) ? row['exception'] : {};
  const file = textField(row['file_path'])?.replace(/^\.\//u, '') ?? null;
  const seconds = numberField(row['run_time']);
  return testCase({
    path: [textField(row['full_description']) ?? textField(row['description'])],
    status,
    durationMs: seconds === null ? null : seconds * 1000,
    message: messageOf(error),
    file,
    line: (status === 'failed' ? lineIn(error, file) : null) ?? lineField(row['line_number']),
  });
}

function statusOf(value: unknown): TestCase['status'] {
  return value === 'passed' ? 'passed' : value === 'pending' ? 'skipped' : 'failed';
}

function messageOf(error: Fields): string | null {
  const message = textField(error['message']);
  return message === null || message.trim() === '' ? textField(error['class']) : message;
}

/** The innermost line of the backtrace in the spec's own file. */
function lineIn(error: Fields, file: string | null): number | null {
  if (file === null) return null;
  for (const frame of textList(error['backtrace'])) {
    const groups = /^(?<path>[^:\n]+):(?<line>\d{1,9})(?=:|$)/u.exec(frame)?.groups;
    const path = groups?.['path']?.replace(/^\.\//u, '') ?? '';
    if (path === file || path.endsWith(`/${file}`)) return Number(groups?.['line']);
  }
  return null;
}

function outsideErrors(report: Fields): TestCase[] {
  const summary = isFields(report['summary']) ? report['summary'] : {};
  const count = numberField(summary['errors_outside_of_examples_count']) ?? 0;
  const messages = textList(report['messages']).filter((text) => text.includes('rror occurred'));
  return Array.from({ length: Math.min(count, outsideErrorsMax) }, (_, index) => {
    const message = messages[index] ?? messages.join('\n');
    const file = /occurred while loading (?<file>\S+\.rb)/u.exec(message)?.groups?.['file'];
    const place = placeInText(message);
    return testCase({
      path: ['outside of examples', file ?? null],
      status: 'failed',
      durationMs: null,
      message,
      file: place?.file ?? file?.replace(/^\.\//u, '') ?? null,
      line: place?.line ?? null,
    });
  });
}
