import { pathToFileURL } from 'node:url';
import { javaScriptTests } from '../generate/javascript.ts';
import { globOf, titlePattern } from '../selection/name-pattern.ts';
import { javaScriptExtensions } from '../ecosystem.ts';
import type { Framework } from './framework.ts';

/** Node's own test runner, read through our reporter: its JUnit report tells neither line nor suite exactly. */
export const nodeTest: Framework = {
  id: 'node-test',
  title: 'the test runner of Node.js',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  coversNested: true,
  typed: {
    start: '--test',
    all: '--test',
    file: '--test FILE',
    test: "--test --test-name-pattern='WORDS' FILE",
  },
  evidence: {
    calls: [{ program: /^borp$/u, words: [] }],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: ['borp'],
    dependencyMarks: [],
    testFiles: /(?:^|\/)(?:test\/.+|test|test-[^/]+|[^/]+[._-]test)\.[cm]?[jt]s$/u,
    testExtensions: javaScriptExtensions,
    imports: /['"]node:test['"]/u,
    convention: null,
  },
  start: { kind: 'program', name: 'node' },
  report: { format: 'node-test-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^--watch(?:-path)?(?:=|$)/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--test', takesValue: false },
    { flag: '--test-reporter', takesValue: true },
    { flag: '--test-reporter-destination', takesValue: true },
  ],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args, reportFile, injected }) => [
    ...launcher,
    '--test',
    `--test-reporter=${pathToFileURL(injected('node-test-reporter.mjs')).href}`,
    `--test-reporter-destination=${reportFile}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    ...args,
  ],
  selection: {
    valueFlags: [
      '--import',
      '-r',
      '--require',
      '--loader',
      '--experimental-loader',
      '-C',
      '--conditions',
      '--env-file',
      '--test-concurrency',
      '--test-timeout',
      '--test-shard',
      '--test-skip-pattern',
      '--test-coverage-include',
      '--test-coverage-exclude',
      '--tsconfig',
    ],
    fileFlags: [],
    nameFlags: [
      { flag: '--test-name-pattern', takesValue: true },
      { flag: '--test-only', takesValue: false },
    ],
    // The name stands first: what comes after a file is for the tests.
    words: ({ file, name }) => ({
      first: name === null ? [] : [`--test-name-pattern=${titlePattern(name)}`],
      last: file === null ? [] : [globOf(file)],
    }),
  },
  testFile: {
    names: ['*.test', '*-test', '*_test', 'test-*'],
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      javaScriptTests(draft, {
        module: 'node:test',
        imports: true,
        test: 'test',
        alwaysModule: false,
      }),
  },
};
