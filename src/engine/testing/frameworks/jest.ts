import type { Framework } from './framework.ts';

/** Jest. It has no flag against focused tests. */
export const jest: Framework = {
  id: 'jest',
  evidence: {
    programs: ['jest'],
    modules: [],
    configFiles: /^jest\.config\.(?:[cm]?[jt]s|json)$/u,
    configMarks: [{ file: /^package\.json$/u, mark: /^\s*"jest"\s*:\s*\{/mu }],
    packages: ['jest', 'jest-cli', 'jest-expo', '@nx/jest'],
    dependencyMarks: [],
    testFiles: /(?:(?:^|\/)__tests__\/.+|\.(?:test|spec))\.[cm]?[jt]sx?$/u,
    imports: /['"]@jest\/globals['"]/u,
    conventionFile: null,
  },
  start: { kind: 'package-binary', name: 'jest' },
  report: { format: 'jest-json', source: 'file', fileName: 'report.json' },
  watches: /^--watch(?:All|man)?(?:=(?!false)|$)/u,
  dropped: [
    { flag: '--ci', takesValue: false },
    { flag: '--json', takesValue: false },
    { flag: '--outputFile', takesValue: true },
    { flag: '--passWithNoTests', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^No tests found/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--ci',
    '--json',
    `--outputFile=${reportFile}`,
    '--testLocationInResults',
    ...args,
  ],
};
