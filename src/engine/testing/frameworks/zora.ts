import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** zora through its runner pta. */
export const zora: Framework = {
  id: 'zora',
  title: 'zora',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: 'FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^pta$/u, words: [] }],
    packages: ['zora', 'pta'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]zora['"]/u,
  },
  start: { kind: 'package-binary', name: 'pta' },
  report: { format: 'tap', source: { kind: 'output' } },
  watches: /^$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-R', takesValue: true },
  ],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args }) => [...launcher, '--reporter=tap', ...args],
  selection: selectByFile({}),
  testFile: {
    names: ['*.test', '*', '*.spec'],
    extensions: ['.js', '.mjs'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'zora',
        imports: true,
        test: 'test',
        alwaysModule: false,
        importStyle: 'named',
        failure: 'assertion',
      }),
  },
};
