import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import { readReport, testCase, unreadable } from './report-values.ts';
import { placeInText } from './text-place.ts';
import {
  attribute,
  childText,
  element,
  elements,
  isDeclaringEntities,
  xmlDocument,
} from './xml.ts';

const statuses: Readonly<Record<string, TestCase['status']>> = {
  Passed: 'passed',
  Warning: 'passed',
  NotExecuted: 'skipped',
  NotRunnable: 'skipped',
  Inconclusive: 'skipped',
  Pending: 'skipped',
};
const failedRuns: ReadonlySet<string> = new Set(['Failed', 'Error', 'Aborted', 'Timeout']);

/** Reads Visual Studio's TRX by its results. What failed outside of tests is told in the summary. */
export function parseTrx(text: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  if (isDeclaringEntities(text, 'TestRun')) return unreadable('it declares entities');
  const document = xmlDocument(text, new Set());
  if (document === null) return unreadable('it is not whole XML, or nested too deep');
  const run = element(document, 'TestRun');
  if (run === null) return unreadable('it has no test run');
  const classes = classesOf(run);
  const cases = elements(run['Results'])
    .flatMap(resultsIn)
    .map((row) => caseOf(row, classes));
  return readReport([...cases, ...outsideErrors(run, cases)]);
}

/** The results without parts; a test with data holds one for each row. */
function resultsIn(parent: Fields): readonly Fields[] {
  const rows = ['UnitTestResult', 'TestResultAggregation', 'TestResult', 'GenericTestResult'];
  return rows.flatMap((name) => elements(parent[name])).flatMap(leavesOf);
}

function leavesOf(row: Fields): readonly Fields[] {
  const inner = elements(row['InnerResults']).flatMap(resultsIn);
  return inner.length === 0 ? [row] : inner;
}

function classesOf(run: Fields): ReadonlyMap<string, string> {
  const classes = new Map<string, string>();
  for (const definitions of elements(run['TestDefinitions'])) {
    for (const test of elements(definitions['UnitTest'])) {
      const method = element(test, 'TestMethod');
      const name = method === null ? null : attribute(method, 'className');
      // Older tools write the assembly behind the class.
      if (name !== null) classes.set(attribute(test, 'id') ?? '', name.split(',')[0] ?? name);
    }
  }
  return classes;
}

function caseOf(row: Fields, classes: ReadonlyMap<string, string>): TestCase {
  const name = attribute(row, 'testName') ?? '';
  const owner = classes.get(attribute(row, 'testId') ?? '') ?? null;
  const status = statuses[attribute(row, 'outcome') ?? ''] ?? 'failed';
  const output = element(row, 'Output');
  const error = output === null ? null : element(output, 'ErrorInfo');
  const told = ['Message', 'StackTrace']
    .map((part) => (error === null ? null : childText(error, part)))
    .filter((text) => text !== null);
  const place = status === 'failed' ? placeInText(told.join('\n')) : null;
  return testCase({
    path: owner === null || name.startsWith(owner) ? [name] : [owner, name],
    status,
    durationMs: durationOf(attribute(row, 'duration')),
    message: told.join('\n'),
    file: place?.file ?? null,
    line: place?.line ?? null,
  });
}

function durationOf(text: string | null): number | null {
  const groups = /^(?<h>\d+):(?<m>\d+):(?<s>\d+(?:\.\d+)?)$/u.exec(text ?? '')?.groups;
  if (groups === undefined) return null;
  const minutes = Number(groups['h']) * 60 + Number(groups['m']);
  return (minutes * 60 + Number(groups['s'])) * 1000;
}

/** A test host that crashed, or a run that counts as failed although no test did. */
function outsideErrors(run: Fields, cases: readonly TestCase[]): TestCase[] {
  const summary = element(run, 'ResultSummary');
  if (summary === null) return [];
  const told = elements(summary['RunInfos'])
    .flatMap((list) => elements(list['RunInfo']))
    .filter((row) => failedRuns.has(attribute(row, 'outcome') ?? ''))
    .map((row) => childText(row, 'Text') ?? '');
  const outcome = attribute(summary, 'outcome') ?? '';
  const isUntold = told.length === 0 && !cases.some((found) => found.status === 'failed');
  const messages = isUntold && failedRuns.has(outcome) ? [`the run ended as ${outcome}`] : told;
  return messages.map((message) =>
    testCase({
      path: ['outside of tests'],
      status: 'failed',
      durationMs: null,
      message,
      file: null,
      line: null,
    }),
  );
}
