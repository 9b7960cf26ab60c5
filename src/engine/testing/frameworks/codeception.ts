import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Codeception with its XML report. */
export const codeception: Framework = {
  id: 'codeception',
  title: 'Codeception',
  language: 'PHP',
  ecosystem: 'php',
  level: 'end-to-end',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: 'run', all: 'run', file: 'run FILE', test: 'run FILE:NAME' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.php'],
    calls: [{ program: /^codecept$/u, words: [/^run$/u] }],
    configFiles: /^codeception(?:\.dist)?\.ya?ml$/u,
    dependencyMarks: [{ file: /^composer\.json$/u, mark: /"codeception\/codeception"\s*:/u }],
    testFiles: /(?:Cest|Cept|Test)\.php$/u,
  },
  start: { kind: 'tree-program', paths: ['vendor/bin/codecept'], name: 'codecept' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  dropped: [{ flag: '--xml', takesValue: false }],
  noTests: { exitCode: null, printed: /No tests executed/u },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'run',
    '--no-interaction',
    '--no-colors',
    '--xml',
    reportFile,
    ...args,
  ],
  selection: selectByFile({ valueFlags: ['-g', '--group', '--env', '-c', '--config'] }),
  testFile: null,
};
