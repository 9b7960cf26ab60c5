import { expect } from 'vitest';
import { z } from 'zod';
import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';

/** Some of our first reporters wrote other lines than our reporters do today. */
export type Convert = (text: string) => string;

/** A recording, how it is read, and the place of each failing case. */
type Row = readonly [
  id: string,
  format: ReportFormat,
  failing: readonly string[],
  convert?: Convert,
];

/** All recordings by their folders. */
export const recordedRows: readonly Row[] = [
  ['alcotest-dune-text', 'alcotest-text', ['grp 1 fails ?']],
  ['automake-text', 'automake-trs', ['test 1 ?']],
  ['ava-tap', 'tap', ['fails ?']],
  ['bats-junit', 'junit', ['a.bats > fails a.bats:2']],
  ['bats-tap', 'tap', ['fails a.bats:2']],
  ['bun-junit', 'junit', ['grp > fails a.test.ts:1']],
  [
    'busted-junit',
    'junit',
    [
      'spec/a_spec.lua:1 > grp fails spec/a_spec.lua:1',
      'spec/a_spec.lua:1 > grp errs spec/a_spec.lua:1',
    ],
  ],
  ['busted-tap', 'tap', ['grp fails spec/a_spec.lua:1', 'grp errs spec/a_spec.lua:1']],
  ['cargo-text', 'cargo-text', ['tests::bad src/lib.rs:5']],
  ['catch2-junit', 'junit', ['c.global > fails /project/c.cc:3']],
  ['clojure-test-junit', 'junit', ['a-test > bad ?']],
  [
    'ctest-junit',
    'junit',
    ['S.fail > S.fail /project/g.cc:2', 'catch > catch /project/c.cc:3', 'plain > plain ?'],
  ],
  ['deno-junit', 'junit', ['./a_test.ts > fails /project/a_test.ts:1']],
  ['eunit-surefire', 'junit', ['file "er.app" > er:0 bad_test /project/src/er.erl:1']],
  [
    'exunit-injected-tsv',
    'told-jsonl',
    ['ExTest > test grp fails /project/test/ex_test.exs:5'],
    toldFromTsv,
  ],
  ['exunit-text', 'exunit-text', ['test grp fails (ExTest) test/ex_test.exs:5']],
  [
    'go-json',
    'go-json',
    [
      'x/bad bad/a_test.go:3',
      'x/pk > TestFail x/pk/a_test.go:4',
      'x/pk > TestSub > b x/pk/a_test.go:6',
    ],
  ],
  ['googletest-json', 'gtest-json', ['S > fail /project/g.cc:2']],
  ['googletest-xml', 'junit', ['S > fail /project/g.cc:2']],
  [
    'gotestsum-junit',
    'junit',
    [
      'x/pk > TestFail x/pk/a_test.go:4',
      'x/pk > TestSub/b x/pk/a_test.go:6',
      'x/pk > TestSub ?',
      'whole report ?',
    ],
  ],
  ['hspec-cabal-text', 'hspec-text', ['grp fails T.hs:2']],
  ['jasmine-text', 'jasmine-text', ['grp fails /project/spec/aSpec.js:1']],
  [
    'jest',
    'jest-json',
    ['grp > fails /project/a.test.js:1', '/project/b.test.js /project/b.test.js:1'],
  ],
  ['maven-surefire', 'junit', ['ATest > err ATest.java:2', 'ATest > fail ATest.java:2']],
  ['meson-junit', 'junit', ['x > b ?']],
  [
    'minitest-injected-jsonl',
    'told-jsonl',
    ['TestA#test_err test/test_a.rb:5', 'TestA#test_fail test/test_a.rb:4'],
    toldFromJsonl,
  ],
  [
    'minitest-text',
    'minitest-text',
    ['TestA#test_fail test/test_a.rb:4', 'TestA#test_err test/test_a.rb:5'],
  ],
  ['mocha-json', 'mocha-json', ['grp > fails a.js:1']],
  ['mocha-xunit', 'junit', ['grp > fails a.js:1']],
  ['node-test-junit', 'junit', ['grp > fails /project/a.test.js:1']],
  ['node-test-tap', 'tap', ['grp > fails /project/a.test.js:1']],
  [
    'phpunit-junit',
    'junit',
    [
      'ATest > testFail /project/tests/ATest.php:1',
      'ATest > testErr /project/tests/ATest.php:1',
      'ATest > testRisky /project/tests/ATest.php:1',
    ],
  ],
  ['playwright-json', 'playwright-json', ['a.spec.ts > fails /project/a.spec.ts:1']],
  ['playwright-junit', 'junit', ['a.spec.ts > fails a.spec.ts:1']],
  ['prove-dump', 'tap', ['fails report-a.t:?', 'report-b.t report-b.t:?']],
  [
    'pytest-junit',
    'junit',
    [
      'tests.test_b tests/test_b.py:1',
      'tests.test_a > test_fail tests/test_a.py:3',
      'tests.test_a > test_err tests/test_a.py:11',
    ],
  ],
  ['qunit-tap', 'tap', ['grp > fails /project/a.js:1']],
  ['rspec-json', 'rspec-json', ['grp fails spec/a_spec.rb:1']],
  ['rspec-junit', 'junit', ['spec.a_spec > grp fails spec/a_spec.rb:1']],
  ['tap', 'tap', ['a.test.js > fails > should be equal a.test.js:1']],
  ['tape', 'tap', ['two is three /project/a.js:1']],
  ['test-unit-xml', 'test-unit-xml', ['TestB > test_fail test/test_b.rb:4']],
  ['testthat-junit', 'junit', ['a > fails test-a.R:1']],
  ['testthat-tap', 'tap', ['fails ?']],
  [
    'unittest-injected-jsonl',
    'told-jsonl',
    [
      'test_u.T.test_err /project/test_u.py:5',
      'test_u.T.test_fail /project/test_u.py:4',
      'test_u.T.test_sub (i=1) /project/test_u.py:12',
    ],
    toldFromJsonl,
  ],
  [
    'unittest-text',
    'unittest-text',
    [
      'test_u.T.test_err /project/test_u.py:5',
      'test_u.T.test_fail /project/test_u.py:4',
      'test_u.T.test_sub (i=1) /project/test_u.py:12',
    ],
  ],
  [
    'unittest-xmlrunner',
    'junit',
    [
      'test_u.T > test_fail /project/test_u.py:4',
      'test_u.T > test_sub (i=1) /project/test_u.py:12',
      'test_u.T > test_err /project/test_u.py:5',
    ],
  ],
  ['uvu-text', 'uvu-text', ['fails /project/a.js:1']],
  [
    'vitest-json',
    'jest-json',
    ['grp > fails /project/a.test.js:2', '/project/b.test.js /project/b.test.js:?'],
  ],
  [
    'vitest-junit',
    'junit',
    ['a.test.js > grp > fails a.test.js:2', 'b.test.js > b.test.js b.test.js:1'],
  ],
];

function told(cases: readonly object[]): string {
  const lines = cases.map((row) => ({ event: 'case', ...row }));
  return [...lines, { event: 'end', cases: cases.length }]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
}

const oldLine = z.looseObject({ status: z.string() });
const words: Readonly<Record<string, string>> = { error: 'failed', xfailed: 'skipped' };

function toldFromJsonl(text: string): string {
  const lines = text.trim().split('\n');
  const cases = lines.slice(0, -1).map((line) => oldLine.parse(JSON.parse(line)));
  const end = z.object({ summary: z.literal(true), run: z.number() });
  expect(end.parse(JSON.parse(lines.at(-1) ?? '')).run).toBe(cases.length);
  return told(cases.map((row) => ({ ...row, status: words[row.status] ?? row.status })));
}

function toldFromTsv(text: string): string {
  const lines = text.trim().split('\n');
  return told(
    lines.map((line) => {
      const [status, owner, name, file, number, microseconds] = line.split('\t');
      const ms = Number(microseconds) / 1000;
      return { status, path: [owner, name], file, line: Number(number), ms };
    }),
  );
}
