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
    const stream = `${part.slice(Math.max(0, start))}</stream>`;
    const document = xmlDocument(stream, new Set());
    if (document?.['stream'] === undefined) {
      return unreadable('it is not whole XML, or nested too deep');
    }
    const [head = '', ...tests] = stream.split('<start-test>');
    if (head.includes('<test-result')) return unreadable('it has a result without a test');
    for (const test of tests) cases.push(worstOf(test));
  }
  const isOpen = parts.at(-1)?.includes('<stream>') === true;
  if (isOpen) return unreadable('it stops in the middle');
  if (parts.length === 1) return unreadable('it has no stream of test-unit');
  return readReport(cases);
}

/**
 * The case of one test from all that was told between its start and the next one: names may repeat, and a test may tell
 * several results, as when it fails in its body and again in its teardown.
 */
function worstOf(told: string): TestCase {
  const open = '<test-result>';
  const close = '</test-result>';
  const end = told.lastIndexOf(close) + close.length;
  const results = told.slice(told.indexOf(open), end);
  const document = told.includes(open) ? xmlDocument(`<all>${results}</all>`, new Set()) : null;
  const [first, ...others] = elements(element(document ?? {}, 'all')?.['test-result'])
    .flatMap((row) => elements(row['result']))
    .map(caseOf);
  if (first === undefined) return withoutResult(told);
  return others.reduce((worst, found) => {
    return weights[found.status] > weights[worst.status] ? found : worst;
  }, first);
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

function withoutResult(told: string): TestCase {
  const start = xmlDocument(
    `<start-test>${told.split('</start-test>')[0] ?? ''}</start-test>`,
    new Set(),
  );
  const test = element(element(start ?? {}, 'start-test') ?? {}, 'test') ?? {};
  return testCase({
    path: [childText(test, 'name')],
    status: 'failed',
    durationMs: null,
    message: 'the test was started and has no result',
    file: null,
    line: null,
  });
}
