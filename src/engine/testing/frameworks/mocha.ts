import { javaScriptTests } from '../generate/javascript.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import { javaScriptExtensions } from '../ecosystem.ts';
import type { Framework } from './framework.ts';

/** Mocha; its JSON reporter writes to a file since version 9.2. */
export const mocha: Framework = {
  id: 'mocha',
  title: 'Mocha',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  typed: {
    start: '',
    all: '',
    file: 'FILE',
    test: "FILE --grep 'WORDS'",
  },
  evidence: {
    calls: [{ program: /^_?mocha$/u, words: [] }],
    modules: [],
    configFiles: /^\.mocharc\.(?:[cm]?js|jsonc?|ya?ml)$/u,
    configMarks: [{ file: /^package\.json$/u, mark: /^\s*"mocha"\s*:\s*\{/mu }],
    packages: ['mocha'],
    dependencyMarks: [],
    testFiles: /(?:(?:^|\/)(?:test|tests|spec)\/.+|[._-](?:test|spec))\.[cm]?[jt]sx?$/u,
    testExtensions: javaScriptExtensions,
    imports: /['"]mocha['"]/u,
    convention: null,
  },
  start: { kind: 'package-binary', name: 'mocha' },
  report: { format: 'mocha-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^(?:--watch|-w)(?:=|$)/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-R', takesValue: true },
    { flag: '--reporter-option', takesValue: true },
    { flag: '--reporter-options', takesValue: true },
    { flag: '-O', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /^Error: No test files? found/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--reporter',
    'json',
    '--reporter-option',
    `output=${reportFile}`,
    '--forbid-only',
    ...args,
  ],
  selection: {
    valueFlags: [
      '--require',
      '-r',
      '--import',
      '--ui',
      '-u',
      '--timeout',
      '-t',
      '--slow',
      '-s',
      '--extension',
      '--ignore',
      '--exclude',
      '--file',
      '--config',
      '--package',
      '--jobs',
      '-j',
      '--retries',
    ],
    fileFlags: [{ flag: '--spec', takesValue: true }],
    nameFlags: [
      { flag: '--grep', takesValue: true },
      { flag: '-g', takesValue: true },
      { flag: '--fgrep', takesValue: true },
      { flag: '-f', takesValue: true },
      { flag: '--invert', takesValue: false },
      { flag: '-i', takesValue: false },
    ],
    words: ({ file, name, args, injected }) => ({
      first: [
        ...(file === null ? [] : [...withoutSpec(args, injected), file]),
        ...(name === null ? [] : [`--grep=${titlePattern(name)}`]),
      ],
      last: [],
    }),
  },
  testFile: {
    names: ['*.test', '*.spec', '*-test', '*_test', '*'],
    extensions: ['.js', '.mjs', '.cjs'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      javaScriptTests(draft, { module: 'mocha', imports: false, test: 'it', alwaysModule: false }),
  },
};

/** Files of the project's configuration come on top of a named one; a configuration that its script names stays. */
function withoutSpec(
  args: readonly string[],
  injected: (name: string) => string,
): readonly string[] {
  if (args.some((word) => /^--(?:no-)?(?:config|package)(?:=|$)/u.test(word))) return [];
  return [`--config=${injected('mocha-config.cjs')}`, '--no-package'];
}
