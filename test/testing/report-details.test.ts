import { describe, expect, it } from 'vitest';
import { reportParsers } from '../../src/engine/testing/reports/index.ts';
import type { DetailRow } from './xml-details.ts';
import { xmlDetails } from './xml-details.ts';

const rows: readonly DetailRow[] = [
  {
    title: 'CTRF tells suites, file and line',
    format: 'ctrf',
    text: JSON.stringify({
      results: {
        tests: [
          {
            name: 't',
            suite: ['a', 'b'],
            status: 'failed',
            message: 'no',
            filePath: 'a.ts',
            line: 3,
            duration: 4,
          },
        ],
      },
    }),
    told: { name: 'a > b > t', message: 'no', file: 'a.ts', line: 3, durationMs: 4 },
  },
  {
    title: 'Cucumber tells the step that failed and its line',
    format: 'cucumber-json',
    text: JSON.stringify([
      {
        uri: 'features/a.feature',
        name: 'Cart',
        elements: [
          {
            type: 'scenario',
            name: 'adds',
            line: 3,
            steps: [
              {
                keyword: 'Given ',
                name: 'a cart',
                line: 4,
                result: { status: 'passed', duration: 2e6 },
              },
              {
                keyword: 'Then ',
                name: 'it adds',
                line: 5,
                result: { status: 'failed', error_message: 'no' },
              },
            ],
          },
        ],
      },
    ]),
    told: {
      name: 'Cart > adds',
      message: 'Then it adds: no',
      file: 'features/a.feature',
      line: 5,
      durationMs: 2,
    },
  },
  {
    title: 'RSpec tells the file that cannot be loaded',
    format: 'rspec-json',
    text: JSON.stringify({
      examples: [],
      messages: [
        "\nAn error occurred while loading ./spec/a_spec.rb.\nFailure/Error: require 'nope'\n\nLoadError:\n  cannot load such file -- nope\n# ./spec/a_spec.rb:1:in `require'\n",
      ],
      summary: { errors_outside_of_examples_count: 1 },
    }),
    told: { name: 'outside of examples > ./spec/a_spec.rb', file: 'spec/a_spec.rb', line: 1 },
  },
  {
    title: 'Playwright tells the browser, and its messages have no colours',
    format: 'playwright-json',
    text: JSON.stringify({
      suites: [
        {
          title: 'a.spec.ts',
          specs: [
            {
              title: 't',
              file: 'a.spec.ts',
              line: 2,
              tests: [
                {
                  projectName: 'chromium',
                  status: 'unexpected',
                  results: [{ status: 'failed', errors: [{ message: '\u001b[31mno\u001b[39m' }] }],
                },
              ],
            },
          ],
        },
      ],
      errors: [],
    }),
    told: { name: 'chromium > a.spec.ts > t', message: 'no', file: 'a.spec.ts', line: 2 },
  },
  {
    title: 'our reporters tell a place by the stack where they have one',
    format: 'told-jsonl',
    text: '{"event":"case","path":["a","b"],"status":"failed","message":"no","file":"/p/a.js","stack":"Error: no\\n    at f (/p/node_modules/x.js:1:1)\\n    at /p/a.js:7:3","line":2}\n{"event":"end","cases":1}\n',
    told: { name: 'a > b', message: 'no', file: '/p/a.js', line: 7 },
  },
  {
    title: 'TAP tells a place by its YAML, also where the error is an object',
    format: 'tap',
    text: '1..1\nnot ok 1 - a # time=8.85ms\n    ---\n    error:\n        name: "AssertionError"\n        message: "no"\n    at: "/p/a.test.js:2:98"\n    actual: "1"\n    expected: "2"\n    ...\n',
    told: {
      name: 'a',
      message: 'no\nexpected: 2\nactual: 1',
      file: '/p/a.test.js',
      line: 2,
      durationMs: 8.85,
    },
  },
  {
    title: 'TAP tells what the comments behind a failure tell',
    format: 'tap',
    text: "not ok 1 - a\n#   Failed test 'a'\n#   at t/a.t line 3.\n#          got: '1'\n1..1\n# Looks like you failed 1 test of 1.\n",
    told: {
      message: "Failed test 'a'\n  at t/a.t line 3.\n         got: '1'",
      file: 't/a.t',
      line: 3,
    },
  },
  {
    title: 'Cargo tells the error that stops the build',
    format: 'cargo-text',
    text: 'error[E0425]: cannot find value `x`\n --> tests/k.rs:3:5\n\nerror: could not compile `shop` (test "k") due to 1 previous error\n',
    told: { name: 'build > shop', file: 'tests/k.rs', line: 3 },
  },
  {
    title: 'Cargo names the program that died',
    format: 'cargo-text',
    text: '     Running unittests src/lib.rs (target/debug/deps/a-1)\n\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n     Running tests/i.rs (target/debug/deps/i-1)\n\nrunning 2 tests\n',
    told: { name: 'tests/i.rs', status: 'failed' },
  },
  {
    title: 'Cargo tells the place of a test in documentation by its name',
    format: 'cargo-text',
    text: 'running 1 test\ntest src/lib.rs - f (line 7) ... FAILED\n\ntest result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n',
    told: { name: 'src/lib.rs - f (line 7)', file: 'src/lib.rs', line: 7 },
  },
];

describe('what a case tells', () => {
  it.each([...xmlDetails, ...rows])('$title', ({ format, text, told }) => {
    const report = reportParsers[format](text);
    const cases = report.kind === 'read' ? report.cases : [];
    const found = cases.find((one) => one.status === 'failed') ?? cases[0];
    expect(found).toMatchObject(told);
  });
});
