import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Deno's own runner; the permissions come from the project's task. */
export const denoTest: Framework = {
  id: 'deno-test',
  title: 'the test runner of Deno',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  coversNested: true,
  typed: { start: 'test', all: 'test', file: 'test FILE', test: "test FILE --filter 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^deno$/u, words: [/^test$/u] }],
    testFiles: /(?:(?:^|\/)test|[._]test)\.[cm]?[jt]sx?$/u,
    imports: /\bDeno\.test\b|jsr:@std\/testing|['"]@std\/(?:testing|assert)/u,
    convention: { file: /^deno\.jsonc?$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'deno' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^(?:--watch|--watch-hmr)(?:=|$)/u,
  watchesBare: false,
  dropped: [
    { flag: '--junit-path', takesValue: true },
    { flag: '--reporter', takesValue: true },
    { flag: '--permit-no-files', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /No test modules found/u },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test',
    '--no-prompt',
    `--junit-path=${reportFile}`,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: [
      '--config',
      '-c',
      '--import-map',
      '--lock',
      '--filter',
      '--location',
      '--seed',
      '--env-file',
      '--cert',
    ],
    nameFlags: ['--filter'],
    named: (name) => ['--filter', name.split(/\s*>\s*/u)[0] ?? name],
  }),
  testFile: {
    names: ['*_test', '*.test'],
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.jsx'],
    spelled: 'as-is',
    dir: null,
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: '',
        imports: false,
        test: 'Deno.test',
        alwaysModule: true,
        importStyle: 'named',
      }),
  },
};
