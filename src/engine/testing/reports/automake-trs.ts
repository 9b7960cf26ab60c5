import type { TestCase, TestReport } from '../../model/test-report.ts';
import { linesOf, readReport, testCase, unreadable } from './report-values.ts';

const statuses: Readonly<Record<string, TestCase['status']>> = {
  PASS: 'passed',
  XFAIL: 'skipped',
  SKIP: 'skipped',
  FAIL: 'failed',
  XPASS: 'failed',
  ERROR: 'failed',
};
const result = /^:(?<scope>test-result|global-test-result):\s*(?<word>[A-Z]+)(?:\s+(?<name>.*))?$/u;

/** Reads a `.trs` file of Automake, one for each test program, or several joined. */
export function parseAutomakeTrs(text: string, file?: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  const program = file?.replace(/\.trs$/u, '') ?? null;
  const cases: TestCase[] = [];
  let isFailureTold = false;
  for (const line of linesOf(text)) {
    const groups = result.exec(line.trimEnd())?.groups;
    if (groups === undefined) continue;
    const word = groups['word'] ?? '';
    const status = statuses[word] ?? 'failed';
    if (groups['scope'] === 'test-result') {
      const number = program === null ? `test ${String(cases.length + 1)}` : null;
      cases.push(caseOf([program, groups['name'] ?? number], status, word));
      isFailureTold ||= status === 'failed';
    } else {
      // A program that died after its tests is told by the whole alone.
      if (status === 'failed' && !isFailureTold) cases.push(caseOf([program], status, word));
      isFailureTold = false;
    }
  }
  return cases.length === 0 ? unreadable('it has no test result') : readReport(cases);
}

function caseOf(
  path: readonly (string | null)[],
  status: TestCase['status'],
  word: string,
): TestCase {
  const log = path[0] == null ? '' : `; see ${path[0]}.log`;
  const message = `Automake says ${word}${log}`;
  return testCase({ path, status, durationMs: null, message, file: path[0] ?? null, line: null });
}
