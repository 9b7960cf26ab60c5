import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Cucumber for Ruby; the steps of a scenario decide. */
export const cucumber: Framework = {
  id: 'cucumber',
  title: 'Cucumber for Ruby',
  language: 'Ruby',
  ecosystem: 'ruby',
  level: 'end-to-end',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: '', file: 'FILE', test: "--name 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.feature'],
    calls: [
      { program: /^cucumber$/u, words: [] },
      { program: /^rake$/u, words: [/^(?:cucumber|features)$/u] },
    ],
    configFiles: /^(?:config\/)?cucumber\.ya?ml$/u,
    dependencyMarks: [
      { file: /^(?:Gemfile|[^/]+\.gemspec)$/u, mark: /^[^#\n]*['"]cucumber(?:-rails)?['"]/mu },
    ],
    testFiles: /(?:^|\/)features\/.+\.feature$/u,
  },
  start: { kind: 'bundle', name: 'cucumber' },
  report: { format: 'cucumber-json', source: { kind: 'file', name: 'report.json' } },
  carried: /^(?!cucumber$|features$)/u,
  dropped: [
    { flag: '--format', takesValue: true },
    { flag: '-f', takesValue: true },
    { flag: '--out', takesValue: true },
    { flag: '-o', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /^0 scenarios$/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--no-color',
    '--format',
    'json',
    '--out',
    reportFile,
    '--format',
    'progress',
    ...args,
  ],
  selection: selectByFile({
    valueFlags: ['-r', '--require', '-t', '--tags', '-p', '--profile'],
    nameFlags: ['-n', '--name'],
    named: (name) => ['--name', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: null,
};
