import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** node-tap; a run below full coverage is no failure here. */
export const tap: Framework = {
  id: 'tap',
  title: 'node-tap',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: "FILE --grep='/WORDS/'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^tap$/u, words: [] }],
    configFiles: /^\.taprc$/u,
    configMarks: [{ file: /^package\.json$/u, mark: /^\s*"tap"\s*:\s*\{/mu }],
    packages: ['tap'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]tap['"]/u,
  },
  start: { kind: 'package-binary', name: 'tap' },
  report: { format: 'tap', source: { kind: 'output' } },
  watches: /^(?:--watch|-w|repl|watch)$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-R', takesValue: true },
  ],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args }) => [
    ...launcher,
    '--reporter=tap',
    '--allow-incomplete-coverage',
    '--allow-empty-coverage',
    ...args,
  ],
  selection: selectByFile({
    nameFlags: ['--grep', '-g'],
    named: (name) => [`--grep=/${titlePattern(name)}/`],
  }),
  testFile: {
    names: ['*.test', '*', 'test-*'],
    extensions: ['.js', '.ts', '.mjs', '.cjs', '.mts'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'tap',
        imports: true,
        test: 'test',
        alwaysModule: false,
        importStyle: 'named',
      }),
  },
};
