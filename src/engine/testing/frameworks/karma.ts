import { javaScriptExtensions } from '../ecosystem.ts';
import { bareEvidence, javaScriptTestsOrFolder, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Karma, its configuration wrapped in ours: one run, a headless browser, our reporter. */
export const karma: Framework = {
  id: 'karma',
  title: 'Karma',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  supersedes: [],
  typed: {
    start: 'start --single-run --no-auto-watch',
    all: 'start --single-run --no-auto-watch --browsers ChromeHeadless',
    file: 'start --single-run',
    test: 'start --single-run',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^karma$/u, words: [/^start$/u] }],
    configFiles: /^karma\.conf\.[cm]?[jt]s$/u,
    packages: ['karma'],
    testFiles: javaScriptTestsOrFolder,
  },
  start: { kind: 'package-binary', name: 'karma' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^$/u,
  watchesBare: true,
  dropped: [
    { flag: '--reporters', takesValue: true },
    { flag: '--browsers', takesValue: true },
    { flag: '--single-run', takesValue: false },
    { flag: '--no-single-run', takesValue: false },
    { flag: '--auto-watch', takesValue: false },
    { flag: '--no-auto-watch', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /Executed 0 of 0/u },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    'start',
    injected('karma-config.cjs'),
    '--single-run',
    '--no-auto-watch',
    ...args.filter((word) => word.startsWith('-')),
  ],
  env: ({ reportFile, args, cwd }) => ({
    AGENT_TUI_REPORT: reportFile,
    AGENT_TUI_CONFIG: `${cwd}/${args.find((word) => /\.[cm]?[jt]s$/u.test(word)) ?? 'karma.conf.js'}`,
  }),
  selection: null,
  testFile: null,
};
