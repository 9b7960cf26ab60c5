import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import { isFields, linesOf, parseJson, readReport, unreadable } from './report-values.ts';

/** Reads the JSON lines of our own reporters: `case` lines, then one `end` line that counts them. */
export function toldLines(
  text: string,
  caseOf: (row: Fields, status: TestCase['status']) => TestCase,
): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  const cases: TestCase[] = [];
  let counted: unknown = null;
  for (const line of linesOf(text.trim())) {
    const parsed = parseJson(line);
    const row = parsed.kind === 'value' && isFields(parsed.value) ? parsed.value : null;
    if (row === null || counted !== null) return unreadable('it has a line that does not belong');
    if (row['event'] === 'end') {
      counted = row['cases'];
      continue;
    }
    const status = statusOf(row['status']);
    if (row['event'] !== 'case' || status === null) return unreadable('it has an unknown line');
    cases.push(caseOf(row, status));
  }
  if (counted === null) return unreadable('it stops in the middle');
  if (counted !== cases.length) return unreadable('it does not hold all the tests that it counts');
  return readReport(cases);
}

function statusOf(value: unknown): TestCase['status'] | null {
  return value === 'passed' || value === 'failed' || value === 'skipped' ? value : null;
}
