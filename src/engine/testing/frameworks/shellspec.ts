import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** ShellSpec with its JUnit report. */
export const shellspec: Framework = {
  id: 'shellspec',
  title: 'ShellSpec',
  language: 'shell',
  ecosystem: 'shell',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: '', all: '', file: 'FILE', test: "FILE --example 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.sh'],
    calls: [{ program: /^shellspec$/u, words: [] }],
    configFiles: /^\.shellspec(?:-quick\.log)?$/u,
    testFiles: /(?:^|\/)spec\/(?:.+\/)?[^/]*_spec\.sh$/u,
    imports: /^\s*Describe\s+['"]/mu,
  },
  start: { kind: 'program', name: 'shellspec' },
  report: {
    format: 'junit',
    source: { kind: 'collected', under: 'reports', files: /^results_junit\.xml$/u },
  },
  dropped: [
    { flag: '--output', takesValue: true },
    { flag: '-o', takesValue: true },
    { flag: '--reportdir', takesValue: true },
    { flag: '--format', takesValue: true },
    { flag: '-f', takesValue: true },
    { flag: '--color', takesValue: false },
  ],
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    '--no-color',
    '--output',
    'junit',
    '--reportdir',
    reportDir,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: ['-s', '--shell', '--require', '--jobs', '-j'],
    nameFlags: ['--example', '-E'],
    named: (name) => ['--example', `*${name.split(/\s*>\s*/u).at(-1) ?? name}*`],
  }),
  testFile: null,
};
