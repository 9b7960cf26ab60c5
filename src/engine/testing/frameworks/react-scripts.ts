import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTests, selectByFile, plainRunner } from '../row-parts.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** The Jest of react-scripts; here, and only here, --watchAll=false is right. */
export const reactScripts: Framework = {
  id: 'react-scripts',
  title: 'Create React App',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  supersedes: ['jest'],
  typed: {
    start: 'test --watchAll=false',
    all: 'test --watchAll=false',
    file: 'test --watchAll=false FILE',
    test: "test --watchAll=false FILE -t 'WORDS'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^(?:react-scripts|craco|react-app-rewired)$/u, words: [/^test$/u] }],
    packages: ['react-scripts'],
    testFiles: javaScriptTests,
  },
  start: { kind: 'package-binary', name: 'react-scripts' },
  report: { format: 'jest-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^--watch(?:All)?(?:=(?!false)|$)/u,
  watchesBare: false,
  dropped: [
    { flag: '--watchAll', takesValue: false },
    { flag: '--json', takesValue: false },
    { flag: '--outputFile', takesValue: true },
    { flag: '--passWithNoTests', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^No tests found/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test',
    '--watchAll=false',
    '--json',
    `--outputFile=${reportFile}`,
    '--testLocationInResults',
    ...args,
  ],
  selection: selectByFile({
    nameFlags: ['--testNamePattern', '-t'],
    named: (name) => [`--testNamePattern=${titlePattern(name)}`],
  }),
  testFile: {
    names: ['*.test', '*.spec'],
    extensions: ['.js', '.tsx', '.ts', '.jsx'],
    spelled: 'as-is',
    dir: null,
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: '@jest/globals',
        imports: false,
        test: 'test',
        alwaysModule: true,
        importStyle: 'named',
      }),
  },
};
