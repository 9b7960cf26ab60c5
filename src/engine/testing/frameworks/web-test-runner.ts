import { javaScriptExtensions } from '../ecosystem.ts';
import { bareEvidence, javaScriptTestsOrFolder, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Web Test Runner, its configuration wrapped in ours, which adds a reporter. */
export const webTestRunner: Framework = {
  id: 'web-test-runner',
  title: 'Web Test Runner',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: 'FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^(?:wtr|web-test-runner)$/u, words: [] }],
    configFiles: /^web-test-runner\.config\.[cm]?js$/u,
    packages: ['@web/test-runner'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]@(?:open-wc\/testing|web\/test-runner)/u,
  },
  start: { kind: 'package-binary', name: 'wtr' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^--watch$/u,
  watchesBare: false,
  dropped: [
    { flag: '--config', takesValue: true },
    { flag: '-c', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /Could not find any test files|No test files/u },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    '--config',
    injected('wtr-config.mjs'),
    ...args,
  ],
  env: ({ reportFile, has, cwd }) => ({
    AGENT_TUI_REPORT: reportFile,
    AGENT_TUI_CONFIG: has('web-test-runner.config.mjs')
      ? `${cwd}/web-test-runner.config.mjs`
      : has('web-test-runner.config.js')
        ? `${cwd}/web-test-runner.config.js`
        : '',
  }),
  selection: selectByFile({
    valueFlags: ['--concurrency', '--root-dir', '--groups', '--group'],
    fileWords: (file) => ['--files', file],
  }),
  testFile: null,
};
