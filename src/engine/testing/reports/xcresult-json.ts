import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import {
  fieldsList,
  isFields,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

const depthMax = 32;

/** Reads the tests of a result bundle as Xcode's own tool tells them. */
export function parseXcresultJson(text: string): TestReport {
  // The tool may print warnings around its result.
  const parsed = parseJson(text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1));
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  if (!isFields(parsed.value) || !Array.isArray(parsed.value['testNodes'])) {
    return unreadable('it has no list of test nodes');
  }
  const cases: TestCase[] = [];
  for (const node of fieldsList(parsed.value['testNodes'])) collect(node, [], cases);
  return readReport(cases);
}

function collect(node: Fields, around: readonly string[], cases: TestCase[]): void {
  if (around.length > depthMax) return;
  const name = textField(node['name']) ?? '';
  if (node['nodeType'] === 'Test Case') {
    cases.push(caseOf(node, [...around, name]));
    return;
  }
  const isNamed = /^(?:Unit test bundle|UI test bundle|Test Suite)$/u.test(
    textField(node['nodeType']) ?? '',
  );
  const path = isNamed ? [...around, name] : around;
  for (const child of fieldsList(node['children'])) collect(child, path, cases);
}

function caseOf(node: Fields, path: readonly string[]): TestCase {
  const status = statusOf(textField(node['result']) ?? '');
  const failures = status === 'failed' ? failuresIn(node, 0) : [];
  const place = failures.map(placeOf).find((found) => found !== null) ?? null;
  const seconds = numberField(node['durationInSeconds']);
  return testCase({
    path,
    status,
    durationMs: seconds === null ? null : seconds * 1000,
    message: failures.map((failure) => textField(failure['name']) ?? '').join('\n'),
    file: place?.file ?? null,
    line: place?.line ?? null,
  });
}

/** Whatever is not known to be good has failed. */
function statusOf(result: string): TestCase['status'] {
  if (result === 'Passed') return 'passed';
  return result === 'Skipped' || result === 'Expected Failure' ? 'skipped' : 'failed';
}

/** Below a case there may be devices, repetitions and arguments with failures of their own. */
function failuresIn(node: Fields, depth: number): readonly Fields[] {
  if (depth > depthMax) return [];
  return fieldsList(node['children']).flatMap((child) =>
    child['nodeType'] === 'Failure Message' ? [child] : failuresIn(child, depth + 1),
  );
}

/** `SumTests.swift:12: XCTAssertEqual failed`. */
function placeOf(failure: Fields): { readonly file: string; readonly line: number } | null {
  const groups = /^(?<file>[^\s:]+\.\w+):(?<line>\d+): /u.exec(
    textField(failure['name']) ?? '',
  )?.groups;
  const file = groups?.['file'];
  return file === undefined ? null : { file, line: Number(groups?.['line']) };
}
