import { javaScriptTests } from '../generate/javascript.ts';
import { escaped, titlePattern } from '../selection/name-pattern.ts';
import { javaScriptExtensions } from '../ecosystem.ts';
import type { Framework } from './framework.ts';

/** Jest. It has no flag against focused tests. */
export const jest: Framework = {
  id: 'jest',
  title: 'Jest',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  coversNested: true,
  typed: {
    start: '',
    all: '',
    file: 'FILE',
    test: "FILE -t 'WORDS'",
  },
  evidence: {
    calls: [{ program: /^jest$/u, words: [] }],
    modules: [],
    configFiles: /^jest\.config\.(?:[cm]?[jt]s|json)$/u,
    configMarks: [{ file: /^package\.json$/u, mark: /^\s*"jest"\s*:\s*\{/mu }],
    packages: ['jest', 'jest-cli', 'jest-expo', '@nx/jest'],
    dependencyMarks: [],
    testFiles: /(?:(?:^|\/)__tests__\/.+|\.(?:test|spec))\.[cm]?[jt]sx?$/u,
    testExtensions: javaScriptExtensions,
    imports: /['"]@jest\/globals['"]/u,
    convention: null,
  },
  start: { kind: 'package-binary', name: 'jest' },
  report: { format: 'jest-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^--watch(?:All|man)?(?:=(?!false)|$)/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--ci', takesValue: false },
    { flag: '--json', takesValue: false },
    { flag: '--outputFile', takesValue: true },
    { flag: '--passWithNoTests', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^No tests found/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--ci',
    '--json',
    `--outputFile=${reportFile}`,
    '--testLocationInResults',
    ...args,
  ],
  selection: {
    valueFlags: [
      '--config',
      '-c',
      '--rootDir',
      '--env',
      '--testEnvironment',
      '--maxWorkers',
      '-w',
      '--projects',
      '--selectProjects',
      '--testTimeout',
      '--shard',
      '--preset',
      '--bail',
      '--coverageDirectory',
      '--coverageReporters',
      '--setupFilesAfterEnv',
    ],
    fileFlags: [
      { flag: '--testPathPattern', takesValue: true },
      { flag: '--testPathPatterns', takesValue: true },
      { flag: '--runTestsByPath', takesValue: false },
      { flag: '--findRelatedTests', takesValue: false },
      { flag: '--onlyChanged', takesValue: false },
      { flag: '-o', takesValue: false },
      { flag: '--changedSince', takesValue: true },
    ],
    nameFlags: [
      { flag: '--testNamePattern', takesValue: true },
      { flag: '-t', takesValue: true },
    ],
    // A pattern over whole paths, and not `--runTestsByPath`, which runs what Jest would not take for a test.
    // First, because some flags of Jest take all words that follow.
    words: ({ file, name, cwd }) => ({
      first: [
        ...(file === null ? [] : [`^${escaped(`${cwd}/${file}`)}$`]),
        ...(name === null ? [] : [`--testNamePattern=${titlePattern(name)}`]),
      ],
      last: [],
    }),
  },
  testFile: {
    names: ['*.test', '*.spec', '*'],
    extensions: ['.js', '.ts', '.jsx', '.tsx', '.mjs', '.cjs'],
    spelled: 'as-is',
    dir: null,
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      javaScriptTests(draft, {
        module: '@jest/globals',
        imports: false,
        test: 'test',
        alwaysModule: false,
      }),
  },
};
