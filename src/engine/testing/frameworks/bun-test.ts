import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, selectByFile, plainRunner } from '../row-parts.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Bun's own runner; it hides passing tests from agents, whose variables a run does not have. */
export const bunTest: Framework = {
  id: 'bun-test',
  title: 'the test runner of Bun',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  coversNested: true,
  typed: { start: 'test', all: 'test', file: 'test ./FILE', test: "test ./FILE -t 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^bun$/u, words: [/^test$/u] }],
    configMarks: [{ file: /^bunfig\.toml$/u, mark: /^\s*\[test\]/mu }],
    packages: ['@types/bun', 'bun-types'],
    testFiles: /(?:[._](?:test|spec))\.[cm]?[jt]sx?$/u,
    imports: /['"]bun:test['"]/u,
  },
  start: { kind: 'program', name: 'bun' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^(?:--watch|--hot)$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '--reporter-outfile', takesValue: true },
    { flag: '--pass-with-no-tests', takesValue: false },
  ],
  noTests: {
    exitCode: null,
    printed:
      /No tests found|did not match any test files|0 test files matching|^Ran 0 tests across/mu,
  },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test',
    '--reporter=junit',
    `--reporter-outfile=${reportFile}`,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: [
      '--preload',
      '--timeout',
      '--rerun-each',
      '--bail',
      '--coverage-reporter',
      '--coverage-dir',
      '-r',
    ],
    nameFlags: ['--test-name-pattern', '-t'],
    named: (name) => [`--test-name-pattern=${titlePattern(name)}`],
    fileWords: (file) => [`./${file}`],
  }),
  testFile: {
    names: ['*.test', '*_test', '*.spec'],
    extensions: ['.ts', '.tsx', '.js', '.jsx', '.mjs'],
    spelled: 'as-is',
    dir: null,
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'bun:test',
        imports: true,
        test: 'test',
        alwaysModule: true,
        importStyle: 'named',
      }),
  },
};
