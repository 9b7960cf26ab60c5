import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';
import { escaped } from '../selection/name-pattern.ts';

/** uvu; it prints only what a person reads. */
export const uvu: Framework = {
  id: 'uvu',
  title: 'uvu',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: 'tests', file: '. FILE', test: '. FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^uvu$/u, words: [] }],
    packages: ['uvu'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]uvu['"]/u,
  },
  start: { kind: 'package-binary', name: 'uvu' },
  report: { format: 'uvu-text', source: { kind: 'output' } },
  watches: /^$/u,
  watchesBare: false,
  dropped: [
    { flag: '--color', takesValue: false },
    { flag: '-c', takesValue: false },
  ],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args }) => [...launcher, '--no-color', ...args],
  defaultArgs: (names) => {
    const dir = ['tests', 'test'].find((one) => names.some((name) => name.startsWith(`${one}/`)));
    return dir === undefined ? [] : [dir];
  },
  selection: selectByFile({
    valueFlags: ['-r', '--require', '-C', '--cwd', '-i', '--ignore'],
    fileWords: (file) => ['.', `^${escaped(file)}$`],
  }),
  testFile: {
    names: ['*', '*.test', '*.spec'],
    extensions: ['.js', '.mjs', '.ts'],
    spelled: 'as-is',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'uvu',
        imports: true,
        test: 'test',
        alwaysModule: false,
        importStyle: 'named',
        tail: 'test.run()',
      }),
  },
};
