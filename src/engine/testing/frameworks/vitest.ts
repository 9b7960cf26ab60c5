import type { Framework } from './framework.ts';

/** Vitest; `CI` in the environment of the run makes it refuse focused tests and keep snapshots as they are. */
export const vitest: Framework = {
  id: 'vitest',
  evidence: {
    programs: ['vitest'],
    modules: [],
    configFiles: /^vitest\.(?:config|workspace|projects)\.[cm]?[jt]s(?:on)?$/u,
    configMarks: [{ file: /^vite\.config\.[cm]?[jt]s$/u, mark: /\btest\s*:\s*\{/u }],
    packages: ['vitest'],
    dependencyMarks: [],
    testFiles: /\.(?:test|spec)\.[cm]?[jt]sx?$/u,
    imports: /['"]vitest['"]/u,
    conventionFile: null,
  },
  start: { kind: 'package-binary', name: 'vitest' },
  report: { format: 'jest-json', source: 'file', fileName: 'report.json' },
  watches: /^(?:watch|dev|--watch|-w|--ui|--standalone)(?:=(?!false)|$)/u,
  dropped: [
    { flag: 'run', takesValue: false },
    { flag: '--run', takesValue: false },
    { flag: '--watch', takesValue: false },
    { flag: '--reporter', takesValue: true },
    { flag: '--outputFile', takesValue: true },
    { flag: '--passWithNoTests', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^\s*No test (?:suite )?files? found/imu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...args,
  ],
};
