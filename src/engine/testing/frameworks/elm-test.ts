import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** elm-test, its JUnit printed. */
export const elmTest: Framework = {
  id: 'elm-test',
  title: 'elm-test',
  language: 'Elm',
  ecosystem: 'elm',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: '', all: '', file: 'FILE', test: 'FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.elm'],
    calls: [{ program: /^elm-test(?:-rs)?$/u, words: [] }],
    packages: ['elm-test', 'elm-test-rs'],
    testFiles: /(?:^|\/)tests\/.+\.elm$/u,
    convention: { file: /^elm\.json$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'package-binary', name: 'elm-test' },
  report: { format: 'junit', source: { kind: 'output' } },
  watches: /^--watch$/u,
  dropped: [{ flag: '--report', takesValue: true }],
  noTests: { exitCode: null, printed: /there are no tests to run/iu },
  command: ({ launcher, args }) => [...launcher, '--report=junit', ...args],
  selection: selectByFile({ valueFlags: ['--seed', '--fuzz', '--compiler', '--workers'] }),
  testFile: null,
};
