import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** phpspec, its JUnit printed. */
export const phpspec: Framework = {
  id: 'phpspec',
  title: 'phpspec',
  language: 'PHP',
  ecosystem: 'php',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: 'run', all: 'run', file: 'run FILE', test: 'run FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.php'],
    calls: [{ program: /^phpspec$/u, words: [/^run$/u] }],
    configFiles: /^\.?phpspec\.ya?ml(?:\.dist)?$/u,
    dependencyMarks: [{ file: /^composer\.json$/u, mark: /"phpspec\/phpspec"\s*:/u }],
    testFiles: /(?:^|\/)spec\/(?:.+\/)?[^/]+Spec\.php$/u,
  },
  start: { kind: 'tree-program', paths: ['vendor/bin/phpspec'], name: 'phpspec' },
  report: { format: 'junit', source: { kind: 'output' } },
  dropped: [
    { flag: '--format', takesValue: true },
    { flag: '-f', takesValue: true },
  ],
  command: ({ launcher, args }) => [
    ...launcher,
    'run',
    '--no-interaction',
    '--no-ansi',
    '--format=junit',
    ...args,
  ],
  selection: selectByFile({}),
  testFile: null,
};
