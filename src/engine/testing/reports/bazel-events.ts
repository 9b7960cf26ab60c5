import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import {
  isFields,
  linesOf,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

/**
 * Reads the build event protocol of Bazel as JSON lines: a case for each test target, by its summary. Without the last
 * message the stream was cut. Source: bazel.build/remote/bep.
 */
export function parseBazelEvents(text: string): TestReport {
  const cases: TestCase[] = [];
  let isWhole = false;
  for (const line of linesOf(text).filter((one) => one.trim() !== '')) {
    const parsed = parseJson(line);
    const event = parsed.kind === 'value' && isFields(parsed.value) ? parsed.value : null;
    if (event === null) return unreadable('it has a broken event');
    const found = summaryOf(event);
    if (found !== null) cases.push(found);
    isWhole ||= event['lastMessage'] === true;
  }
  return isWhole ? readReport(cases) : unreadable('it stops in the middle');
}

function summaryOf(event: Fields): TestCase | null {
  const id = isFields(event['id']) ? event['id']['testSummary'] : null;
  const summary = event['testSummary'];
  if (!isFields(id) || !isFields(summary)) return null;
  const status = textField(summary['overallStatus']) ?? 'NO_STATUS';
  const millis = summary['totalRunDurationMillis'];
  return testCase({
    path: [textField(id['label'])],
    status: status === 'PASSED' || status === 'FLAKY' ? 'passed' : 'failed',
    durationMs: numberField(typeof millis === 'string' ? Number(millis) : millis),
    message: status.toLowerCase().replaceAll('_', ' '),
    file: null,
    line: null,
  });
}
