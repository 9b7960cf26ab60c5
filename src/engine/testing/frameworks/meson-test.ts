import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { cTests } from '../generate/c.ts';
import { addedToMeson } from '../generate/registration.ts';
import type { Framework } from './framework.ts';

/** Meson after a build outside of the tree; only its JUnit file is read, since the log beside it holds the environment. */
export const mesonTest: Framework = {
  id: 'meson-test',
  title: 'meson test',
  language: 'C and C++',
  ecosystem: 'c',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  coversNested: true,
  typed: {
    build: 'meson setup build',
    start: 'test -C build',
    all: 'test -C build',
    file: 'test -C build NAME',
    test: 'test -C build NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.c', '.cc', '.cpp'],
    calls: [
      { program: /^meson$/u, words: [/^test$/u] },
      { program: /^ninja$/u, words: [/^test$/u] },
    ],
    testFiles: /(?:^|\/)(?:tests?\/.+|[^/]*[._-]test|test[_-][^/]*)\.(?:c|cc|cpp)$/u,
    convention: {
      file: /^(?:(?:tests?|src\/tests?)\/)?meson\.build$/u,
      mark: /^\s*test\s*\(/mu,
      hidesTests: true,
    },
  },
  start: { kind: 'program', name: 'meson' },
  report: {
    format: 'junit',
    source: {
      kind: 'collected',
      under: 'reports',
      files: /^build\/meson-logs\/testlog\.junit\.xml$/u,
    },
  },
  carried: /^(?:--suite|--no-suite|--setup)/u,
  noTests: { exitCode: null, printed: /^No tests defined\.?$/mu },
  command: ({ launcher, reportDir, args }) => [
    ...launcher,
    'test',
    '-C',
    `${reportDir}/build`,
    '--print-errorlogs',
    ...args,
  ],
  build: ({ reportDir }) => [
    ['meson', 'setup', `${reportDir}/build`],
    ['meson', 'compile', '-C', `${reportDir}/build`],
  ],
  selection: selectByFile({
    fileWords: (file) => [file.replace(/^.*\//u, '').replace(/\.[^.]+$/u, '')],
    nameFlags: [],
    named: (name) => [name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: {
    names: ['test_*', '*_test', '*'],
    extensions: ['.c', '.cc', '.cpp'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: cTests,
    registration: { file: /^meson\.build$/u, added: addedToMeson },
  },
};
