import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { perlTests } from '../generate/perl.ts';
import type { Framework } from './framework.ts';

/** prove; the raw TAP of each file is kept, with what it says of failures, since a file that died leaves an empty one. */
export const prove: Framework = {
  id: 'prove',
  title: 'prove',
  language: 'Perl',
  ecosystem: 'perl',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: '-lr t', file: '-l FILE', test: '-l FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.t'],
    calls: [
      { program: /^prove$/u, words: [] },
      { program: /^(?:make|\.\/Build|Build)$/u, words: [/^test$/u] },
    ],
    testFiles: /(?:^|\/)t\/.+\.t$/u,
    imports: /^\s*use\s+Test(?:::|2::)\w+/mu,
    convention: {
      file: /^(?:Makefile\.PL|Build\.PL|cpanfile|dist\.ini|minil\.toml)$/u,
      mark: null,
      hidesTests: false,
    },
  },
  start: { kind: 'program', name: 'prove' },
  report: { format: 'tap', source: { kind: 'collected', under: 'reports', files: /\.t$/u } },
  carried: /^(?!test$)/u,
  dropped: [
    { flag: '--formatter', takesValue: true },
    { flag: '--color', takesValue: false },
    { flag: '-c', takesValue: false },
    { flag: '-v', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^Result: NOTESTS$/mu },
  command: ({ launcher, args }) => [...launcher, '--nocolor', '--merge', ...args],
  defaultArgs: () => ['-lr', 't'],
  env: ({ reportDir }) => ({ PERL_TEST_HARNESS_DUMP_TAP: reportDir }),
  selection: selectByFile({
    valueFlags: ['-I', '-j', '--jobs', '-e', '--exec', '-M', '-P'],
    fileWords: (file) => ['-l', file],
  }),
  testFile: {
    names: ['*'],
    extensions: ['.t'],
    spelled: 'snake',
    dir: 't',
    besideOnly: false,
    areModules: false,
    text: perlTests,
  },
};
