import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** terraform test with its JUnit report. */
export const terraformTest: Framework = {
  id: 'terraform-test',
  title: 'terraform test',
  language: 'HCL',
  ecosystem: 'other',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: 'test', all: 'test', file: 'test -filter=FILE', test: 'test -filter=FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.hcl', '.json'],
    calls: [{ program: /^(?:terraform|tofu)$/u, words: [/^test$/u] }],
    testFiles: /\.tftest\.(?:hcl|json)$/u,
    convention: { file: /^(?:main|versions|providers)\.tf$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'terraform' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },

  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test',
    '-no-color',
    `-junit-xml=${reportFile}`,
    ...args,
  ],
  selection: selectByFile({ fileWords: (file) => [`-filter=${file}`] }),
  testFile: null,
};
