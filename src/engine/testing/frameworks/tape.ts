import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** tape; its TAP counts assertions, and what is skipped is not told. */
export const tape: Framework = {
  id: 'tape',
  title: 'tape',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: "'test/**/*.js'", file: 'FILE', test: 'FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^tape$/u, words: [] }],
    packages: ['tape'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]tape['"]/u,
  },
  start: { kind: 'package-binary', name: 'tape' },
  report: { format: 'tap', source: { kind: 'output' } },
  watches: /^$/u,
  watchesBare: false,
  dropped: [],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args }) => [...launcher, ...args],
  defaultArgs: (names) => {
    const tests = names.filter((name) => tape.evidence.testFiles.test(name));
    return tests.some((name) => name.startsWith('test/')) ? ['test/**/*.js'] : tests;
  },
  selection: selectByFile({ valueFlags: ['-r', '--require', '-i', '--ignore'] }),
  testFile: {
    names: ['*', '*.test', 'test-*'],
    extensions: ['.js', '.mjs', '.cjs', '.ts'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'tape',
        imports: true,
        test: 'test',
        alwaysModule: false,
        importStyle: 'default',
        failure: 'assertion',
      }),
  },
};
