import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { batsTests } from '../generate/shell.ts';
import type { Framework } from './framework.ts';

/** Bats; a background job of a test must not hold its output open. */
export const bats: Framework = {
  id: 'bats',
  title: 'Bats',
  language: 'shell',
  ecosystem: 'shell',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: '-r test', file: 'FILE', test: "FILE --filter 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.bats'],
    calls: [{ program: /^bats$/u, words: [] }],
    packages: ['bats'],
    testFiles: /\.bats$/u,
    convention: { file: /\.bats$/u, mark: null, hidesTests: false },
  },
  start: {
    kind: 'tree-program',
    paths: ['node_modules/.bin/bats', 'bin/bats', 'test/bats/bin/bats'],
    name: 'bats',
  },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  dropped: [
    { flag: '--formatter', takesValue: true },
    { flag: '-F', takesValue: true },
    { flag: '--report-formatter', takesValue: true },
    { flag: '--output', takesValue: true },
    { flag: '-o', takesValue: true },
    { flag: '--tap', takesValue: false },
    { flag: '-t', takesValue: false },
    { flag: '--pretty', takesValue: false },
    { flag: '-p', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^1\.\.0$|No tests found|^0 tests/mu },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    '--report-formatter',
    'junit',
    '--output',
    reportDir,
    ...args,
  ],
  defaultArgs: (names) => {
    const tops = names
      .filter((name) => name.endsWith('.bats'))
      .map((name) => name.replace(/(?<=^[^/]+)\/.*$/u, ''));
    return ['-r', ...new Set(tops)];
  },
  selection: selectByFile({
    valueFlags: ['-f', '--filter', '-j', '--jobs', '--filter-tags'],
    nameFlags: ['-f', '--filter'],
    named: (name) => [
      '--filter',
      name
        .split(/\s*>\s*/u)
        .at(-1)
        ?.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`) ?? name,
    ],
  }),
  testFile: {
    names: ['*', 'test_*', '*_test'],
    extensions: ['.bats'],
    spelled: 'as-is',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: batsTests,
  },
};
