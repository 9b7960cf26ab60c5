import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Behat, a report for each suite. */
export const behat: Framework = {
  id: 'behat',
  title: 'Behat',
  language: 'PHP',
  ecosystem: 'php',
  level: 'end-to-end',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: '', all: '', file: 'FILE', test: "--name='WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.feature'],
    calls: [{ program: /^behat$/u, words: [] }],
    configFiles: /^behat\.(?:ya?ml(?:\.dist)?|php)$/u,
    dependencyMarks: [{ file: /^composer\.json$/u, mark: /"behat\/behat"\s*:/u }],
    testFiles: /(?:^|\/)features\/.+\.feature$/u,
  },
  start: { kind: 'tree-program', paths: ['vendor/bin/behat'], name: 'behat' },
  report: { format: 'junit', source: { kind: 'collected', under: 'reports', files: /\.xml$/u } },
  dropped: [
    { flag: '--format', takesValue: true },
    { flag: '-f', takesValue: true },
    { flag: '--out', takesValue: true },
    { flag: '-o', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /^No scenarios$/mu },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    '--no-interaction',
    '--no-colors',
    '--format',
    'junit',
    '--out',
    reportDir,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: ['--profile', '-p', '--suite', '-s', '--tags', '-c', '--config'],
    nameFlags: ['--name'],
    named: (name) => [`--name=${name.split(/\s*>\s*/u).at(-1) ?? name}`],
  }),
  testFile: null,
};
