import { exunitTests } from '../generate/elixir.ts';
import { exunitTitles } from '../selection/exunit-titles.ts';
import type { Framework } from './framework.ts';

/** ExUnit through Mix, with a formatter of ours beside its own; the applications of an umbrella have a report each. */
export const exunit: Framework = {
  id: 'exunit',
  title: 'ExUnit',
  language: 'Elixir',
  ecosystem: 'elixir',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: 'test FILE',
    test: 'test FILE:LINE',
  },
  evidence: {
    calls: [{ program: /^mix$/u, words: [/^(?:test|coveralls(?:\.\w+)?)$/u] }],
    modules: [],
    configFiles: /^(?:apps\/[^/]+\/)?test\/test_helper\.exs$/u,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)test\/(?:.+\/)?[^/]*_test\.exs$/u,
    testExtensions: ['.exs'],
    imports: /^\s*use\s+(?:ExUnit\.Case|[\w.]+Case)\b/mu,
    convention: { file: /^mix\.exs$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'mix' },
  report: {
    format: 'told-jsonl',
    source: { kind: 'collected', under: 'reports', files: /^suite-[\d-]+\.jsonl$/u },
  },
  watches: /^--listen-on-stdin$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--formatter', takesValue: true },
    { flag: '--color', takesValue: false },
    { flag: '--no-color', takesValue: false },
    { flag: '--stale', takesValue: false },
    { flag: '--failed', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^There are no tests to run$|but no test was executed/mu },
  command: ({ launcher, args, injected }) => [
    'elixir',
    '-r',
    injected('exunit_formatter.exs'),
    '-S',
    ...launcher,
    'test',
    '--no-color',
    '--formatter',
    'AgentTuiFormatter',
    '--formatter',
    'ExUnit.CLIFormatter',
    ...args,
  ],
  env: ({ reportDir }) => ({ AGENT_TUI_REPORT_DIR: reportDir }),
  selection: {
    valueFlags: [
      '--only',
      '--include',
      '--exclude',
      '--seed',
      '--max-cases',
      '--max-failures',
      '--partitions',
      '--slowest',
      '--timeout',
      '--cover',
    ],
    fileFlags: [],
    nameFlags: [{ flag: '--only', takesValue: true }],
    words: ({ file, text, name }) => ({
      first: [
        ...(name === null ? [] : exunitTitles(name, text)).flatMap((title) => [
          '--only',
          `test:${title}`,
        ]),
      ],
      last: file === null ? [] : [file],
    }),
  },
  testFile: {
    names: ['*_test'],
    extensions: ['.exs'],
    spelled: 'snake',
    dir: testDir,
    besideOnly: false,
    areModules: false,
    text: exunitTests,
  },
};

/** `apps/web/lib/web/page.ex` is tested in `apps/web/test/web`. */
function testDir(source: string): string {
  const groups = /^(?<app>(?:.*\/)?)lib\/(?<below>(?:.*\/)?)[^/]*$/u.exec(source)?.groups;
  return `${groups?.['app'] ?? ''}test/${groups?.['below'] ?? ''}`.replace(/\/$/u, '');
}
