import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTests, selectByFile, plainRunner } from '../row-parts.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** vue-cli-service test:unit with Jest. */
export const vueCli: Framework = {
  id: 'vue-cli',
  title: 'Vue CLI',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  supersedes: ['jest'],
  typed: {
    start: 'test:unit',
    all: 'test:unit',
    file: 'test:unit FILE',
    test: "test:unit FILE -t 'WORDS'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^vue-cli-service$/u, words: [/^test:unit$/u] }],
    packages: ['@vue/cli-plugin-unit-jest'],
    testFiles: javaScriptTests,
  },
  start: { kind: 'package-binary', name: 'vue-cli-service' },
  report: { format: 'jest-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^--watch(?:All)?(?:=(?!false)|$)/u,
  watchesBare: false,
  dropped: [
    { flag: '--json', takesValue: false },
    { flag: '--outputFile', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /^No tests found/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test:unit',
    '--ci',
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
    names: ['*.spec', '*.test'],
    extensions: ['.js', '.ts'],
    spelled: 'as-is',
    dir: 'tests/unit',
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
