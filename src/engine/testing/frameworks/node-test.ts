import { pathToFileURL } from 'node:url';
import type { Framework } from './framework.ts';

/** Node's own test runner, read through our reporter: its JUnit report tells neither line nor suite exactly. */
export const nodeTest: Framework = {
  id: 'node-test',
  evidence: {
    programs: [],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: ['borp'],
    dependencyMarks: [],
    testFiles: /(?:^|\/)(?:test\/.+|test|test-[^/]+|[^/]+[._-]test)\.[cm]?[jt]s$/u,
    imports: /['"]node:test['"]/u,
    conventionFile: null,
  },
  start: { kind: 'program', name: 'node' },
  report: { format: 'node-test-jsonl', source: 'file', fileName: 'report.jsonl' },
  watches: /^--watch(?:-path)?(?:=|$)/u,
  dropped: [
    { flag: '--test', takesValue: false },
    { flag: '--test-reporter', takesValue: true },
    { flag: '--test-reporter-destination', takesValue: true },
  ],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args, reportFile, injected }) => [
    ...launcher,
    '--test',
    `--test-reporter=${pathToFileURL(injected('node-test-reporter.mjs')).href}`,
    `--test-reporter-destination=${reportFile}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    ...args,
  ],
};
