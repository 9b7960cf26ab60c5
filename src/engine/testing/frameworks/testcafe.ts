import { javaScriptExtensions } from '../ecosystem.ts';
import { bareEvidence, javaScriptTestsOrFolder, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** TestCafe in a headless browser. */
export const testcafe: Framework = {
  id: 'testcafe',
  title: 'TestCafe',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'end-to-end',
  proof: 'simulator',
  ...plainRunner,
  supersedes: [],
  typed: {
    start: 'chromium:headless',
    all: 'chromium:headless tests',
    file: 'chromium:headless FILE',
    test: "chromium:headless FILE -t 'NAME'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^testcafe$/u, words: [] }],
    configFiles: /^\.testcaferc\.(?:json|[cm]?js)$/u,
    packages: ['testcafe'],
    testFiles: javaScriptTestsOrFolder,
    imports: /^\s*fixture\b/mu,
  },
  start: { kind: 'package-binary', name: 'testcafe' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^(?:--live|-L)$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-r', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /No tests (?:to run|found)/u },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    ...(args.length === 0 ? ['chromium:headless', 'tests'] : args),
    '--reporter',
    `xunit:${reportFile}`,
  ],
  selection: {
    valueFlags: [],
    fileFlags: [],
    nameFlags: [
      { flag: '--test', takesValue: true },
      { flag: '-t', takesValue: true },
    ],
    words: ({ file, name }) => ({
      first: ['chromium:headless', ...(file === null ? ['tests'] : [file])],
      last: name === null ? [] : ['--test', name.split(/\s*>\s*/u).at(-1) ?? name],
    }),
  },
  testFile: null,
};
