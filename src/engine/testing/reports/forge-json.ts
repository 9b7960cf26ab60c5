import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import {
  isFields,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

/** Reads what `forge test --json` prints: contracts by `file:Name`, with a result for each test function. */
export function parseForgeJson(text: string): TestReport {
  const line = text.split('\n').find((one) => one.trimStart().startsWith('{'));
  if (line === undefined) return unreadable('it has no results');
  const parsed = parseJson(text.slice(text.indexOf(line)));
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  if (!isFields(parsed.value)) return unreadable('it has no results');
  const contracts = Object.entries(parsed.value);
  if (contracts.length === 0) return unreadable('it has no results');
  if (
    contracts.some(([, contract]) => !isFields(contract) || !isFields(contract['test_results']))
  ) {
    return unreadable('a contract in it has no results');
  }
  return readReport(
    contracts.flatMap(([name, contract]) => (isFields(contract) ? casesOf(name, contract) : [])),
  );
}

const statuses: Readonly<Record<string, TestCase['status']>> = {
  Success: 'passed',
  Skipped: 'skipped',
};

function casesOf(contract: string, fields: Fields): TestCase[] {
  const [file = null, name = contract] = contract.split(':');
  const results = isFields(fields['test_results']) ? fields['test_results'] : {};
  return Object.entries(results).map(([test, result]) => {
    const told = isFields(result) ? result : {};
    return testCase({
      path: [name, test],
      status: statuses[textField(told['status']) ?? ''] ?? 'failed',
      durationMs: null,
      message: textField(told['reason']),
      file,
      line: null,
    });
  });
}
