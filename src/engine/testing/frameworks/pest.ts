import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { pestTests } from '../generate/php.ts';
import type { Framework } from './framework.ts';

/** Pest, which runs the classes of PHPUnit as well. */
export const pest: Framework = {
  id: 'pest',
  title: 'Pest',
  language: 'PHP',
  ecosystem: 'php',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  supersedes: ['phpunit'],
  typed: { start: '', all: '', file: 'FILE', test: "FILE --filter='WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.php'],
    calls: [
      { program: /^pest$/u, words: [] },
      { program: /^php[\d.]*$/u, words: [/(?:^|\/)pest$/u] },
    ],
    configFiles: /^tests\/Pest\.php$/u,
    dependencyMarks: [{ file: /^composer\.json$/u, mark: /"pestphp\/pest"\s*:/u }],
    testFiles: /(?:^|\/)tests?\/(?:.+\/)?[^/]+\.php$/u,
    imports: /^\s*(?:test|it|describe)\s*\(/mu,
  },
  start: { kind: 'tree-program', paths: ['vendor/bin/pest', 'bin/pest'], name: 'pest' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^--watch$/u,
  carried: /^(?!.*(?:^|\/)pest$)/u,
  dropped: [
    { flag: '--log-junit', takesValue: true },
    { flag: '--colors', takesValue: false },
    { flag: '--ci', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /No tests (?:executed|found)/u },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--ci',
    '--colors=never',
    '--log-junit',
    reportFile,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: ['-c', '--configuration', '--testsuite', '--group', '--exclude-group'],
    nameFlags: ['--filter'],
    named: (name) => [`--filter=${name.split(/\s*>\s*/u).at(-1) ?? name}`],
  }),
  testFile: {
    names: ['*Test'],
    extensions: ['.php'],
    spelled: 'pascal',
    dir: 'tests/Feature',
    besideOnly: false,
    areModules: false,
    text: pestTests,
  },
};
