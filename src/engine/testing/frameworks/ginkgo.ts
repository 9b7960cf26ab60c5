import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Ginkgo 2 with its JUnit report. */
export const ginkgo: Framework = {
  id: 'ginkgo',
  title: 'Ginkgo',
  language: 'Go',
  ecosystem: 'go',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  coversNested: true,
  typed: { start: '-r', all: '-r', file: './PACKAGE', test: "--focus='WORDS' ./PACKAGE" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.go'],
    calls: [{ program: /^ginkgo$/u, words: [] }],
    dependencyMarks: [
      { file: /^go\.mod$/u, mark: /^\s*(?:require\s+)?github\.com\/onsi\/ginkgo/mu },
    ],
    testFiles: /_suite_test\.go$/u,
    imports: /"github\.com\/onsi\/ginkgo/u,
  },
  start: { kind: 'program', name: 'ginkgo' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^watch$/u,
  dropped: [
    { flag: '--junit-report', takesValue: true },
    { flag: '--output-dir', takesValue: true },
    { flag: '--no-color', takesValue: false },
    { flag: '--json-report', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /Found no test suites/u },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    '-r',
    '--no-color',
    '--keep-going',
    '--fail-on-focused',
    '--junit-report=report.xml',
    `--output-dir=${reportDir}`,
    ...args.filter((word) => word !== '-r'),
  ],
  selection: selectByFile({
    valueFlags: ['--procs', '--nodes', '--label-filter', '--skip', '--timeout'],
    fileWords: (file) => [
      '--focus-file',
      file.replace(/^.*\//u, ''),
      `./${file.replace(/\/?[^/]*$/u, '')}`,
    ],
    nameFlags: ['--focus'],
    named: (name) => ['--focus', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: null,
};
