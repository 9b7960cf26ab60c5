import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, selectByFile, plainRunner } from '../row-parts.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';
import { escaped } from '../selection/name-pattern.ts';

/** Playwright Test; its messages hold terminal codes even where colours are off. */
export const playwright: Framework = {
  id: 'playwright',
  title: 'Playwright',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'end-to-end',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: 'test', all: 'test', file: 'test FILE', test: "test FILE -g 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^playwright$/u, words: [/^test$/u] }],
    configFiles: /^playwright\.config\.[cm]?[jt]s$/u,
    packages: ['@playwright/test'],
    testFiles: /\.(?:test|spec)\.[cm]?[jt]sx?$/u,
    imports: /['"]@playwright\/test['"]/u,
  },
  start: { kind: 'package-binary', name: 'playwright' },
  report: { format: 'playwright-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^(?:--ui|--debug)(?:-|=|$)/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '--headed', takesValue: false },
    { flag: '--pass-with-no-tests', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /No tests found/u },
  command: ({ launcher, args }) => [
    ...launcher,
    'test',
    '--reporter=json',
    '--forbid-only',
    ...args,
  ],
  env: ({ reportFile }) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile }),
  selection: selectByFile({
    valueFlags: [
      '--config',
      '-c',
      '--project',
      '--workers',
      '-j',
      '--retries',
      '--timeout',
      '--shard',
      '--output',
      '--max-failures',
    ],
    nameFlags: ['--grep', '-g', '--grep-invert'],
    named: (name) => [`--grep=${titlePattern(name)}`],
    fileWords: (file) => [`${escaped(file)}$`],
  }),
  testFile: {
    names: ['*.spec', '*.test'],
    extensions: ['.ts', '.js', '.mjs'],
    spelled: 'as-is',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: '@playwright/test',
        imports: true,
        test: 'test',
        alwaysModule: false,
        importStyle: 'named',
      }),
  },
};
