import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import { numberField, readReport, testCase, unreadable } from './report-values.ts';
import {
  childText,
  element,
  elements,
  isDeclaringEntities,
  millisecondsOf,
  xmlDocument,
} from './xml.ts';

const statuses: Readonly<Record<string, TestCase['status']>> = {
  success: 'passed',
  notification: 'passed',
  omission: 'skipped',
  pending: 'skipped',
};
const weights = { passed: 0, skipped: 1, failed: 2 } as const;

/** Reads what Ruby's test-unit prints with `--runner=xml`: one stream for each program, among other lines. */
export function parseTestUnitXml(text: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  if (isDeclaringEntities(text, 'stream')) return unreadable('it declares entities');
  const parts = text.split('</stream>');
  const cases: TestCase[] = [];
  for (const part of parts.slice(0, -1)) {
    const start = part.indexOf('<stream>');
    const document = xmlDocument(`${part.slice(Math.max(0, start))}</stream>`, new Set());
    const root = document === null ? null : element(document, 'stream');
    if (root === null) return unreadable('it is not whole XML, or nested too deep');
    for (const found of casesOf(root)) cases.push(found);
  }
  const isOpen = parts.at(-1)?.includes('<stream>') === true;
  if (isOpen) return unreadable('it stops in the middle');
  if (parts.length === 1) return unreadable('it has no stream of test-unit');
  return readReport(cases);
}

function casesOf(stream: Fields): readonly TestCase[] {
  const cases = new Map<string, TestCase>();
  for (const result of elements(stream['test-result']).flatMap((row) => elements(row['result']))) {
    const found = caseOf(result);
    const known = cases.get(found.name);
    // A test may tell several results: one fails in its body and again in its teardown.
    if (known === undefined || weights[found.status] > weights[known.status]) {
      cases.set(found.name, found);
    }
  }
  const unended = elements(stream['start-test']).length - cases.size;
  return unended > 0 ? [...cases.values(), withoutResult(unended)] : [...cases.values()];
}

function caseOf(result: Fields): TestCase {
  const test = element(result, 'test') ?? {};
  const owner = element(result, 'test-case') ?? {};
  const entry = elements(element(result, 'backtrace')?.['entry'])[0] ?? {};
  const line = numberField(Number(childText(entry, 'line') ?? Number.NaN));
  return testCase({
    path: [childText(owner, 'name'), childText(test, 'name')],
    status: statuses[childText(result, 'status') ?? ''] ?? 'failed',
    durationMs: millisecondsOf(childText(test, 'elapsed')),
    message: childText(result, 'detail'),
    file: childText(entry, 'file'),
    line: line === 0 ? null : line,
  });
}

function withoutResult(count: number): TestCase {
  const message = `${String(count)} tests were started and have no result`;
  const found = { path: ['without a result'], status: 'failed', durationMs: null } as const;
  return testCase({ ...found, message, file: null, line: null });
}
