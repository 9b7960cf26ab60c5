import type { Framework } from './framework.ts';

/** Mocha; its JSON reporter writes to a file since version 9.2. */
export const mocha: Framework = {
  id: 'mocha',
  evidence: {
    programs: ['mocha', '_mocha'],
    modules: [],
    configFiles: /^\.mocharc\.(?:[cm]?js|jsonc?|ya?ml)$/u,
    configMarks: [{ file: /^package\.json$/u, mark: /^\s*"mocha"\s*:\s*\{/mu }],
    packages: ['mocha'],
    dependencyMarks: [],
    testFiles: /(?:(?:^|\/)(?:test|tests|spec)\/.+|[._-](?:test|spec))\.[cm]?[jt]sx?$/u,
    imports: /['"]mocha['"]/u,
    conventionFile: null,
  },
  start: { kind: 'package-binary', name: 'mocha' },
  report: { format: 'mocha-json', source: 'file', fileName: 'report.json' },
  watches: /^(?:--watch|-w)(?:=|$)/u,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-R', takesValue: true },
    { flag: '--reporter-option', takesValue: true },
    { flag: '--reporter-options', takesValue: true },
    { flag: '-O', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /^Error: No test files? found/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--reporter',
    'json',
    '--reporter-option',
    `output=${reportFile}`,
    '--forbid-only',
    ...args,
  ],
};
