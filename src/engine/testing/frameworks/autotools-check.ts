import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { cTests } from '../generate/c.ts';
import { addedToAutomake } from '../generate/registration.ts';
import type { Framework } from './framework.ts';

/** Automake, configured and checked outside of the tree; each test leaves a result file. */
export const autotoolsCheck: Framework = {
  id: 'autotools-check',
  title: 'make check of Automake',
  language: 'C and C++',
  ecosystem: 'c',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: {
    build: 'autoreconf -i && ./configure',
    start: 'check',
    all: 'check',
    file: 'check TESTS=NAME',
    test: 'check TESTS=NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.c', '.cc', '.cpp', '.sh'],
    calls: [],
    configMarks: [
      {
        file: /^(?:tests?\/)?Makefile\.am$/u,
        mark: /^\s*(?:TESTS|check_PROGRAMS|check_SCRIPTS)\s*\+?=/mu,
      },
      { file: /^configure\.(?:ac|in)$/u, mark: /^\s*A[CM]_INIT/mu },
    ],
    testFiles: /(?:^|\/)(?:tests?|testsuite|check)\/.+\.(?:c|cc|cpp|sh)$/u,
    convention: {
      file: /^(?:tests?\/)?Makefile\.am$/u,
      mark: /^\s*(?:TESTS|check_PROGRAMS)\s*\+?=/mu,
      hidesTests: true,
    },
  },
  start: { kind: 'program', name: 'make' },
  report: {
    format: 'automake-trs',
    source: { kind: 'collected', under: 'reports', files: /^build\/.+\.trs$/u },
  },
  noTests: { exitCode: null, printed: /^# TOTAL: 0$/mu },
  command: ({ launcher, reportDir, args }) => [
    ...launcher,
    '-C',
    `${reportDir}/build`,
    'check',
    'VERBOSE=1',
    ...args,
  ],
  build: ({ reportDir, cwd, has }) => [
    ...(has('configure') ? [] : [['autoreconf', '-i']]),
    ['mkdir', '-p', `${reportDir}/build`],
    ['env', '-C', `${reportDir}/build`, `${cwd}/configure`],
    ['make', '-C', `${reportDir}/build`, '-j2'],
  ],
  selection: selectByFile({
    fileWords: (file) => [`TESTS=${file.replace(/^.*\//u, '').replace(/\.(?:c|cc|cpp)$/u, '')}`],
  }),
  testFile: {
    names: ['test_*', '*_test', '*'],
    extensions: ['.c', '.cc', '.cpp'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: cTests,
    registration: { file: /^Makefile\.am$/u, added: addedToAutomake },
  },
};
