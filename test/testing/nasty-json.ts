import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';
import type { NastyReport, Outcome } from './nasty-outcome.ts';

const broken = 'it is not whole JSON';

function json(
  format: ReportFormat,
  title: string,
  report: readonly [value: unknown, expected: Outcome],
): NastyReport {
  const [value, expected] = report;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { title: `${format} ${title}`, format, text, expected };
}

function jest(...rows: readonly object[]): object {
  return { testResults: [{ name: '/p/a.js', assertionResults: rows }] };
}

function scenario(...statuses: readonly string[]): object {
  return {
    type: 'scenario',
    name: 's',
    line: 2,
    steps: statuses.map((status) => ({ result: { status } })),
  };
}

function features(...rows: readonly object[]): object {
  return [{ uri: 'a.feature', name: 'f', elements: rows }];
}

function playwright(test: object, errors: readonly object[] = []): object {
  return { suites: [{ title: 'a', specs: [{ title: 't', tests: [test] }] }], errors };
}

const line = '{"event":"case","id":"a","status":"passed"}\n';
const end = (cases: number) => `{"event":"end","cases":${String(cases)}}\n`;

export const nastyJson: readonly NastyReport[] = [
  json('jest-json', 'is cut off', [
    JSON.stringify(jest({ status: 'passed' })).slice(0, -3),
    broken,
  ]),
  json('jest-json', 'is two reports joined', ['{"testResults":[]}{"testResults":[]}', broken]),
  json('jest-json', 'is a list', [[{ testResults: [] }], 'it has no list of test files']),
  json('jest-json', 'is null', ['null', 'it has no list of test files']),
  json('jest-json', 'begins with a byte order mark', [
    `\ufeff${JSON.stringify(jest({ status: 'passed' }))}`,
    [1, 1, 0, 0],
  ]),
  json('jest-json', 'stands behind a line of a log', [`log\n${JSON.stringify(jest())}`, broken]),
  json('jest-json', 'was interrupted', [
    { testResults: [], wasInterrupted: true },
    'the run was interrupted',
  ]),
  json('jest-json', 'has a file that is no object', [{ testResults: [null, 3] }, [0, 0, 0, 0]]),
  json('jest-json', 'has a file without tests that failed', [
    { testResults: [{ status: 'failed', assertionResults: [] }] },
    [1, 0, 1, 0],
  ]),
  json('jest-json', 'counts passed tests and holds a failed one', [
    { ...jest({ status: 'failed' }), numFailedTests: 0, success: true },
    [1, 0, 1, 0],
  ]),
  json('jest-json', 'has titles of colours and control characters', [
    jest({ title: '\u001b[31m\u0000\u202e', status: 'failed', failureMessages: ['\u001b]0;x'] }),
    [1, 0, 1, 0],
  ]),
  json('mocha-json', 'has a list less', [
    { passes: [], failures: [] },
    'it lacks the lists of passes, failures and pending tests',
  ]),
  json('rspec-json', 'has files that cannot be loaded', [
    {
      examples: [],
      summary: { errors_outside_of_examples_count: 2 },
      messages: [
        'An error occurred while loading ./spec/a_spec.rb.',
        'An error occurred while loading ./spec/b_spec.rb.',
      ],
    },
    [2, 0, 2, 0],
  ]),
  json('rspec-json', 'counts a billion errors', [
    { examples: [], summary: { errors_outside_of_examples_count: 1e9 } },
    [1_000, 0, 1_000, 0],
  ]),
  json('rspec-json', 'has no summary', [
    { examples: [] },
    'it lacks the list of examples or its summary',
  ]),
  json('rspec-json', 'has a status that does not exist', [
    { examples: [{ status: 'splendid' }, {}], summary: {} },
    [2, 0, 2, 0],
  ]),
  json('playwright-json', 'has a test that passed when it was tried again', [
    playwright({ status: 'flaky', results: [{ status: 'failed' }, { status: 'passed' }] }),
    [1, 1, 0, 0],
  ]),
  json('playwright-json', 'has a test that was interrupted', [
    playwright({ status: 'skipped', results: [{ status: 'interrupted' }] }),
    [1, 0, 1, 0],
  ]),
  json('playwright-json', 'has a file that cannot be loaded', [
    {
      suites: [],
      errors: [{ message: '\u001b[31mno\u001b[0m', location: { file: 'a.ts', line: 3 } }],
    },
    [1, 0, 1, 0],
  ]),
  json('playwright-json', 'has a test without results', [
    playwright({ status: 'unexpected', results: [] }),
    [1, 0, 1, 0],
  ]),
  json('gtest-json', 'has a list for a suite', [
    { testsuites: [{ name: 's', testsuite: {} }] },
    'a test suite in it has no list of tests',
  ]),
  json('gtest-json', 'has a test without a result, one disabled and one that nobody knows', [
    {
      testsuites: [
        {
          name: 's',
          testsuite: [
            { status: 'RUN', time: '-1s' },
            { status: 'NOTRUN', failures: [] },
            { status: 'FELL' },
          ],
        },
      ],
    },
    [3, 1, 1, 1],
  ]),
  json('ctrf', 'has a summary that lies, and all statuses', [
    {
      results: {
        summary: { failed: 0 },
        tests: ['passed', 'failed', 'skipped', 'pending', 'other', 'x'].map((status) => ({
          name: 'n',
          status,
          duration: -1,
        })),
      },
    },
    [6, 1, 3, 2],
  ]),
  json('ctrf', 'has no tests', [{ results: { summary: {} } }, 'it has no list of tests']),
  json('cucumber-json', 'has a background that failed', [
    features(
      { type: 'background', steps: [{ result: { status: 'failed' } }] },
      scenario('skipped'),
      scenario('passed'),
    ),
    [2, 1, 1, 0],
  ]),
  json('cucumber-json', 'has steps of all kinds', [
    features(
      ...['passed', 'failed', 'skipped', 'pending', 'undefined', 'ambiguous'].map((word) =>
        scenario('passed', word),
      ),
      scenario(),
    ),
    [7, 1, 3, 3],
  ]),
  json('cucumber-json', 'has a hook that failed', [
    features({ ...scenario('passed'), after: [{ result: { status: 'failed' } }] }),
    [1, 0, 1, 0],
  ]),
  json('cucumber-json', 'has no features', [[], 'it has no features']),
  json('told-jsonl', 'ends in half a line', [
    `${line}${end(1).slice(0, 9)}`,
    'it has a line that does not belong',
  ]),
  json('told-jsonl', 'has no end', [line, 'it stops in the middle']),
  json('told-jsonl', 'lost a line', [
    line + end(2),
    'it does not hold all the tests that it counts',
  ]),
  json('told-jsonl', 'is two reports joined', [
    line + end(1) + line + end(1),
    'it has a line that does not belong',
  ]),
  json('told-jsonl', 'is two processes that wrote into one line', [
    `{"event":"case","id":"a"${line}${end(2)}`,
    'it has a line that does not belong',
  ]),
  json('told-jsonl', 'has a status that does not exist', [
    `{"event":"case","id":"a","status":"ok"}\n${end(1)}`,
    'it has an unknown line',
  ]),
  json('told-jsonl', 'has line ends of Windows and a byte order mark', [
    `\ufeff${line}${line}${end(2)}`.replaceAll('\n', '\r\n'),
    [2, 2, 0, 0],
  ]),
  json('told-jsonl', 'has times that cannot be', [
    `{"event":"case","id":"a","status":"passed","ms":-5,"line":-1}\n${end(1)}`,
    [1, 1, 0, 0],
  ]),
  {
    title: 'told-jsonl has 100,000 tests',
    format: 'told-jsonl',
    text: () => line.repeat(100_000) + end(100_000),
    expected: [100_000, 100_000, 0, 0],
  },
  json('go-json', 'ends in half a line', [
    '{"Action":"pass","Package":"p"}\n{"Action":"pa',
    'it has a broken event',
  ]),
  json('go-json', 'has lines of two packages mixed', [
    [
      '{"Action":"run","Package":"p","Test":"A"}',
      '{"Action":"run","Package":"q","Test":"A"}',
      '{"Action":"fail","Package":"q","Test":"A"}',
      '{"Action":"pass","Package":"p","Test":"A"}',
      '{"Action":"pass","Package":"p"}',
      '{"Action":"fail","Package":"q"}',
    ].join('\r\n'),
    [2, 1, 1, 0],
  ]),
  json('go-json', 'has a package that died', [
    '{"Action":"run","Package":"p","Test":"A"}\n{"Action":"fail","Package":"p"}\n',
    [1, 0, 1, 0],
  ]),
];
