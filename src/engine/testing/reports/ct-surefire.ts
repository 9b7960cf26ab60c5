import type { TestReport } from '../../model/test-report.ts';
import { parseJunit } from './junit.ts';

const fixture = /(?:^| > )(?:init|end)_per_(?:suite|group|testcase)$/u;

/** Reads the JUnit XML of Common Test, in which the steps around the tests stand as cases; only when they fail do they count. */
export function parseCtSurefire(text: string): TestReport {
  const report = parseJunit(text);
  if (report.kind === 'unreadable') return report;
  const cases = report.cases.filter(
    ({ name, status }) => status === 'failed' || !fixture.test(name),
  );
  return { kind: 'read', cases };
}
