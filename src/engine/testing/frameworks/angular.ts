import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** ng test with Karma, whose configuration is wrapped in ours. */
export const angular: Framework = {
  id: 'angular',
  title: 'Angular CLI',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  supersedes: ['karma', 'jasmine'],
  typed: {
    start: 'test --watch=false',
    all: 'test --watch=false --no-progress --browsers=ChromeHeadless',
    file: 'test --watch=false --include FILE',
    test: 'test --watch=false --include FILE',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^ng$/u, words: [/^test$/u] }],
    configMarks: [
      {
        file: /^angular\.json$/u,
        mark: /"(?:@angular-devkit\/build-angular|@angular\/build):(?:karma|unit-test)"/u,
      },
    ],
    testFiles: /\.spec\.ts$/u,
    imports: /['"]@angular\/core\/testing['"]/u,
  },
  start: { kind: 'package-binary', name: 'ng' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^$/u,
  watchesBare: true,
  dropped: [
    { flag: '--watch', takesValue: false },
    { flag: '--browsers', takesValue: true },
    { flag: '--progress', takesValue: false },
    { flag: '--karma-config', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /Executed 0 of 0/u },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    'test',
    '--watch=false',
    '--no-progress',
    `--karma-config=${injected('karma-config.cjs')}`,
    ...args,
  ],
  env: ({ reportFile, has, cwd }) => ({
    AGENT_TUI_REPORT: reportFile,
    AGENT_TUI_CONFIG: has('karma.conf.js') ? `${cwd}/karma.conf.js` : '',
    NG_CLI_ANALYTICS: 'false',
  }),
  selection: {
    valueFlags: ['--configuration', '-c', '--project'],
    fileFlags: [{ flag: '--include', takesValue: true }],
    nameFlags: [],
    words: ({ file }) => ({ first: [], last: file === null ? [] : ['--include', file] }),
  },
  testFile: {
    names: ['*.spec'],
    extensions: ['.ts'],
    spelled: 'as-is',
    dir: null,
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'jasmine',
        imports: false,
        test: 'it',
        alwaysModule: true,
        importStyle: 'named',
        group: 'describe',
      }),
  },
};
