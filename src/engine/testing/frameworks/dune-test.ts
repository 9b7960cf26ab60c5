import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { alcotestTests } from '../generate/ocaml.ts';
import { addedToDune } from '../generate/registration.ts';
import type { Framework } from './framework.ts';

/** dune test, never from its cache; the text of Alcotest. */
export const duneTest: Framework = {
  id: 'dune-test',
  title: 'dune test',
  language: 'OCaml',
  ecosystem: 'ocaml',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: 'build @DIRECTORY/runtest',
    test: 'build @DIRECTORY/runtest',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.ml', '.t'],
    calls: [
      { program: /^dune$/u, words: [/^(?:test|runtest)$/u] },
      { program: /^dune$/u, words: [/^build$/u, /^@(?:.*\/)?runtest/u] },
    ],
    testFiles: /(?:^|\/)tests?\/.+\.(?:ml|t)$/u,
    imports: /\bAlcotest\b|\bOUnit2?\b/u,
    convention: { file: /^dune-project$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'dune' },
  report: { format: 'alcotest-text', source: { kind: 'output' } },
  watches: /^(?:--watch|-w)$/u,
  carried: /^(?:-p|--only-packages|--profile|-j)/u,
  noTests: { exitCode: null, printed: /^\s*$/u },
  command: ({ launcher, args }) => {
    const program = args.find((word) => word.endsWith('.exe'));
    if (program !== undefined) return [...launcher, 'exec', '--display=quiet', program];
    return [...launcher, 'test', '--force', '--display=quiet', ...args];
  },
  env: () => ({ ALCOTEST_SHOW_ERRORS: '1' }),
  selection: selectByFile({ fileWords: (file) => [`./${file.replace(/\.ml$/u, '.exe')}`] }),
  testFile: {
    names: ['test_*', '*_test'],
    extensions: ['.ml'],
    spelled: 'snake',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: alcotestTests,
    registration: { file: /^dune$/u, added: addedToDune },
  },
};
