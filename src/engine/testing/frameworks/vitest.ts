import { javaScriptTests } from '../generate/javascript.ts';
import { globOf, titlePattern } from '../selection/name-pattern.ts';
import { javaScriptExtensions } from '../ecosystem.ts';
import type { Framework } from './framework.ts';

/** Vitest; `CI` in the environment of the run makes it refuse focused tests and keep snapshots as they are. */
export const vitest: Framework = {
  id: 'vitest',
  title: 'Vitest',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  coversNested: true,
  typed: {
    start: 'run',
    all: 'run',
    file: 'run FILE',
    test: "run FILE -t 'WORDS'",
  },
  evidence: {
    calls: [{ program: /^vitest$/u, words: [] }],
    modules: [],
    configFiles: /^vitest\.(?:config|workspace|projects)\.[cm]?[jt]s(?:on)?$/u,
    configMarks: [{ file: /^vite\.config\.[cm]?[jt]s$/u, mark: /\btest\s*:\s*\{/u }],
    packages: ['vitest'],
    dependencyMarks: [],
    testFiles: /\.(?:test|spec)\.[cm]?[jt]sx?$/u,
    testExtensions: javaScriptExtensions,
    imports: /['"]vitest['"]/u,
    convention: null,
  },
  start: { kind: 'package-binary', name: 'vitest' },
  report: { format: 'jest-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^(?:watch|dev|--watch|-w|--ui|--standalone)(?:=(?!false)|$)/u,
  watchesBare: true,
  carried: null,
  dropped: [
    { flag: 'run', takesValue: false },
    { flag: '--run', takesValue: false },
    { flag: '--watch', takesValue: false },
    { flag: '--reporter', takesValue: true },
    { flag: '--outputFile', takesValue: true },
    { flag: '--passWithNoTests', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^\s*No test (?:suite )?files? found/imu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...args,
  ],
  selection: {
    valueFlags: [
      '--config',
      '-c',
      '--root',
      '-r',
      '--dir',
      '--environment',
      '--pool',
      '--project',
      '--mode',
      '--exclude',
      '--maxWorkers',
      '--testTimeout',
      '--hookTimeout',
      '--retry',
      '--shard',
      '--bail',
    ],
    fileFlags: [],
    nameFlags: [
      { flag: '--testNamePattern', takesValue: true },
      { flag: '-t', takesValue: true },
    ],
    words: ({ file, name }) => ({
      first: [
        ...(file === null ? [] : [file, ...otherFiles(file)]),
        ...(name === null ? [] : [`--testNamePattern=${titlePattern(name)}`]),
      ],
      last: [],
    }),
  },
  testFile: {
    names: ['*.test', '*.spec'],
    extensions: ['.js', '.ts', '.jsx', '.tsx', '.mjs', '.mts', '.cjs', '.cts'],
    spelled: 'as-is',
    dir: null,
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      javaScriptTests(draft, { module: 'vitest', imports: true, test: 'test', alwaysModule: true }),
  },
};

/** Vitest takes a file for a part of a path, so that `a.test.ts` would also run `lib/data.test.tsx`. */
function otherFiles(file: string): readonly string[] {
  const glob = globOf(file);
  return [`*/**/${glob}`, `**/?*${glob}`, `**/${glob}?*`].map((other) => `--exclude=${other}`);
}
