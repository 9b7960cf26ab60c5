import type { Framework } from './framework.ts';

/** A command that the configuration names; it is never found by itself. */
export const command: Framework = {
  id: 'command',
  title: 'a command of the configuration',
  language: 'any language',
  ecosystem: 'other',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  typed: { start: '', all: '', file: '', test: '' },
  evidence: {
    calls: [],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    testFiles: /^\b$/u,
    testExtensions: [],
    imports: null,
    convention: null,
  },
  start: { kind: 'program', name: 'test.command' },
  report: { format: 'junit', source: { kind: 'file', name: 'report' } },
  watches: /^$/u,
  watchesBare: false,
  carried: null,
  dropped: [],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args, reportFile }) =>
    [...launcher, ...args].map((word) => word.replaceAll('{report}', reportFile)),
  selection: null,
  testFile: null,
};
