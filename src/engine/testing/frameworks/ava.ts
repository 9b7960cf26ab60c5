import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** AVA; its TAP tells a todo as a failed case with a directive. */
export const ava: Framework = {
  id: 'ava',
  title: 'AVA',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: "FILE --match='*WORDS*'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^ava$/u, words: [] }],
    configFiles: /^ava\.config\.[cm]?[jt]s$/u,
    configMarks: [{ file: /^package\.json$/u, mark: /^\s*"ava"\s*:\s*\{/mu }],
    packages: ['ava'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]ava['"]/u,
  },
  start: { kind: 'package-binary', name: 'ava' },
  report: { format: 'tap', source: { kind: 'output' } },
  watches: /^(?:--watch|-w)$/u,
  watchesBare: false,
  dropped: [
    { flag: '--tap', takesValue: false },
    { flag: '-t', takesValue: false },
    { flag: '--verbose', takesValue: false },
    { flag: '-v', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /Couldn.t find any files to test|No tests found/u },
  command: ({ launcher, args }) => [...launcher, '--tap', ...args],
  selection: selectByFile({
    valueFlags: ['--config', '--concurrency', '-c', '--timeout', '-T', '--node-arguments'],
    nameFlags: ['--match', '-m'],
    named: (name) => [`--match=*${name.split(/\s*>\s*/u).at(-1) ?? name}*`],
  }),
  testFile: {
    names: ['*.test', '*', 'test-*'],
    extensions: ['.js', '.ts', '.mjs', '.cjs'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'ava',
        imports: true,
        test: 'test',
        alwaysModule: false,
        importStyle: 'default',
        failure: 'assertion',
      }),
  },
};
