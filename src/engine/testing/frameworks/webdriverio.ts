import { javaScriptExtensions } from '../ecosystem.ts';
import { bareEvidence, javaScriptTestsOrFolder, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** WebdriverIO, its configuration wrapped in ours, which adds a reporter. */
export const webdriverio: Framework = {
  id: 'webdriverio',
  title: 'WebdriverIO',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'end-to-end',
  proof: 'simulator',
  ...plainRunner,
  supersedes: [],
  typed: {
    start: 'run',
    all: 'run wdio.conf.js',
    file: 'run wdio.conf.js --spec FILE',
    test: "run wdio.conf.js --spec FILE --mochaOpts.grep 'WORDS'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^wdio$/u, words: [/^(?:run|\.?\/?wdio\.)/u] }],
    configFiles: /^wdio\.[\w.]*conf\.[cm]?[jt]s$/u,
    packages: ['@wdio/cli'],
    testFiles: javaScriptTestsOrFolder,
    imports: /['"]@wdio\/globals['"]|\bbrowser\.url\(/u,
  },
  start: { kind: 'package-binary', name: 'wdio' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^--watch$/u,
  watchesBare: false,
  dropped: [],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    'run',
    injected('wdio-config.mjs'),
    ...args.filter((word) => !/wdio\.[\w.]*conf/u.test(word)),
  ],
  env: ({ reportFile, args, has, cwd }) => ({
    AGENT_TUI_REPORT: reportFile,
    AGENT_TUI_CONFIG: `${cwd}/${args.find((word) => /wdio\.[\w.]*conf/u.test(word)) ?? (has('wdio.conf.ts') ? 'wdio.conf.ts' : 'wdio.conf.js')}`,
  }),
  selection: {
    valueFlags: [],
    fileFlags: [{ flag: '--spec', takesValue: true }],
    nameFlags: [{ flag: '--mochaOpts.grep', takesValue: true }],
    words: ({ file, name }) => ({
      first: [],
      last: [
        ...(file === null ? [] : ['--spec', file]),
        ...(name === null ? [] : ['--mochaOpts.grep', name]),
      ],
    }),
  },
  testFile: null,
};
