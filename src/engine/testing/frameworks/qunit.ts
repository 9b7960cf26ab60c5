import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** QUnit on its own command line. */
export const qunit: Framework = {
  id: 'qunit',
  title: 'QUnit',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: "FILE --filter='WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^qunit$/u, words: [] }],
    packages: ['qunit'],
    testFiles: javaScriptTestsOrFolder,
    imports: /\bQUnit\b/u,
  },
  start: { kind: 'package-binary', name: 'qunit' },
  report: { format: 'tap', source: { kind: 'output' } },
  watches: /^(?:--watch|-w)$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-r', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /No (?:files|tests) were (?:found|run)/u },
  command: ({ launcher, args }) => [...launcher, '--reporter', 'tap', ...args],
  selection: selectByFile({
    nameFlags: ['--filter', '-f'],
    named: (name) => ['--filter', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: {
    names: ['*', '*.test', '*-test'],
    extensions: ['.js', '.mjs', '.cjs'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'qunit',
        imports: false,
        test: 'QUnit.test',
        alwaysModule: false,
        importStyle: 'named',
      }),
  },
};
