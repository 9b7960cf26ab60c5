import { describe, expect, it } from 'vitest';
import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';
import { parseReports } from '../../src/engine/testing/reports/index.ts';

const lines = (...events: readonly object[]) =>
  events.map((event) => JSON.stringify(event)).join('\n');
const suite = { type: 'suite', suite: { id: 0, platform: 'vm', path: 'test/sum_test.dart' } };
const root = { type: 'group', group: { id: 1, suiteID: 0, parentID: null, name: '' } };
const group = { type: 'group', group: { id: 2, suiteID: 0, parentID: 1, name: 'sums' } };
const start = (id: number, name: string, more: object = {}) => ({
  type: 'testStart',
  time: 10,
  test: { id, name, suiteID: 0, groupIDs: [1, 2], line: 4, ...more },
});
const end = (testID: number, result: string, more: object = {}) => ({
  type: 'testDone',
  time: 30,
  testID,
  result,
  skipped: false,
  hidden: false,
  ...more,
});
const done = { type: 'done', success: true };
const trouble = (testID: number, error: string, stackTrace: string) => ({
  type: 'error',
  testID,
  error,
  stackTrace,
  isFailure: true,
});

const node = (nodeType: string, name: string, more: object) => ({ nodeType, name, ...more });
const inBundle = (...cases: readonly object[]) =>
  JSON.stringify({
    testNodes: [
      node('Test Plan', 'Plan', {
        children: [
          node('Unit test bundle', 'SumsTests', {
            children: [node('Test Suite', 'AdderTests', { children: cases })],
          }),
        ],
      }),
    ],
  });
const broken = node('Test Case', 'adds()', {
  result: 'Failed',
  children: [
    node('Device', 'iPhone', {
      children: [node('Failure Message', 'AdderTests.swift:7: failed - 3 is not 4', {})],
    }),
  ],
});

/** A report and its cases as `status name file:line message`, or why it cannot be read. */
const reports: readonly (readonly [
  what: string,
  ReportFormat,
  string,
  readonly string[] | RegExp,
])[] = [
  [
    'tests in a group',
    'dart-json',
    lines(suite, root, group, start(3, 'sums adds'), end(3, 'success'), done),
    ['passed sums > adds test/sum_test.dart:4 null'],
  ],
  [
    'a failure by the line of its own file',
    'dart-json',
    lines(
      suite,
      root,
      group,
      start(3, 'sums adds'),
      trouble(
        3,
        'no',
        'package:matcher fail\nlib/sum.dart 2:1  add\ntest/sum_test.dart 9:5  main.<fn>\n',
      ),
      end(3, 'failure'),
      done,
    ),
    ['failed sums > adds test/sum_test.dart:9 no'],
  ],
  [
    'skipped tests, and hidden ones that are none',
    'dart-json',
    lines(
      suite,
      start(3, 'loading test/sum_test.dart', { groupIDs: [] }),
      end(3, 'success', { hidden: true }),
      root,
      start(4, 'later', { groupIDs: [1] }),
      end(4, 'success', { skipped: true }),
      done,
    ),
    ['skipped later test/sum_test.dart:4 null'],
  ],
  [
    'a file that cannot be loaded',
    'dart-json',
    lines(
      suite,
      start(3, 'loading test/sum_test.dart', { groupIDs: [], line: null }),
      trouble(3, 'Failed to load', ''),
      end(3, 'error'),
      { ...done, success: false },
    ),
    ['failed loading test/sum_test.dart test/sum_test.dart:null Failed to load'],
  ],
  [
    'other lines among the events',
    'dart-json',
    `Resolving…\n[{"event":"test.startedProcess"}]\n${lines(suite, root, start(3, 'adds', { groupIDs: [1] }), end(3, 'success'), done)}\n{"not":"an event"}`,
    ['passed adds test/sum_test.dart:4 null'],
  ],
  ['a run that died', 'dart-json', lines(suite, start(3, 'adds')), /stops in the middle/u],
  [
    'a run that was interrupted',
    'dart-json',
    lines(suite, { type: 'done', success: null }),
    /stops in the middle/u,
  ],
  [
    'a failure below a device',
    'xcresult-json',
    inBundle(broken),
    [
      'failed SumsTests > AdderTests > adds() AdderTests.swift:7 AdderTests.swift:7: failed - 3 is not 4',
    ],
  ],
  [
    'results of each kind',
    'xcresult-json',
    `warning: x\n${inBundle(
      node('Test Case', 'a', { result: 'Passed' }),
      node('Test Case', 'b', { result: 'Skipped' }),
      node('Test Case', 'c', { result: 'Expected Failure' }),
      node('Test Case', 'd', { result: 'unknown' }),
    )}`,
    [
      'passed SumsTests > AdderTests > a null:null null',
      'skipped SumsTests > AdderTests > b null:null null',
      'skipped SumsTests > AdderTests > c null:null null',
      'failed SumsTests > AdderTests > d null:null failed without a message',
    ],
  ],
  ['no bundle', 'xcresult-json', 'Error: File or directory does not exist', /./u],
  ['half a result', 'xcresult-json', inBundle(broken).slice(0, -40), /./u],
  [
    'steps around the tests',
    'ct-surefire',
    `<testsuites><testsuite name="a_SUITE">${['init_per_suite', 'adds', 'end_per_suite'].map((name) => `<testcase name="${name}"/>`).join('')}</testsuite></testsuites>`,
    ['passed a_SUITE > adds null:null null'],
  ],
  [
    'a step around the tests that failed',
    'ct-surefire',
    '<testsuites><testsuite name="a_SUITE"><testcase name="init_per_suite"><failure message="no">no</failure></testcase></testsuite></testsuites>',
    ['failed a_SUITE > init_per_suite null:null no'],
  ],
];

describe('the reports of tools that tell events and results in JSON', () => {
  it.each(reports)('%s (%s)', (_, format, text, expected) => {
    const report = parseReports(format, [{ name: null, text }]);
    if (expected instanceof RegExp) {
      expect(report).toMatchObject({ kind: 'unreadable' });
      if (report.kind === 'unreadable') expect(report.reason).toMatch(expected);
      return;
    }
    if (report.kind === 'unreadable') throw new Error(report.reason);
    expect(
      report.cases.map(
        ({ status, name, file, line, message }) =>
          `${status} ${name} ${String(file)}:${String(line)} ${String(message)}`,
      ),
    ).toEqual(expected);
  });
});
