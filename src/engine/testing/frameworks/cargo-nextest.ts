import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { rustTests } from '../generate/rust.ts';
import type { Framework } from './framework.ts';

/** cargo nextest; documentation tests are not among its tests. */
export const cargoNextest: Framework = {
  id: 'cargo-nextest',
  title: 'cargo nextest',
  language: 'Rust',
  ecosystem: 'rust',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  coversNested: true,
  typed: {
    start: 'nextest run',
    all: 'nextest run --workspace',
    file: 'nextest run --test NAME',
    test: 'nextest run NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.rs'],
    calls: [
      { program: /^cargo$/u, words: [/^nextest$/u, /^(?:run|r)$/u] },
      { program: /^cargo-nextest$/u, words: [] },
    ],
    configFiles: /^\.config\/nextest\.toml$/u,
    testFiles: /(?:^|\/)tests\/.+\.rs$/u,
    imports: /#\[(?:\w+::)?test\]/u,
  },
  start: { kind: 'program', name: 'cargo' },
  report: {
    format: 'junit',
    source: {
      kind: 'collected',
      under: 'suite',
      files: /(?:^|\/)target\/nextest\/[^/]+\/agent-tui\.xml$/u,
    },
  },
  dropped: [
    { flag: '--color', takesValue: true },
    { flag: '--no-fail-fast', takesValue: false },
    { flag: '--fail-fast', takesValue: false },
  ],
  noTests: { exitCode: 4, printed: /no tests to run/u },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    'nextest',
    'run',
    '--no-fail-fast',
    '--color',
    'never',
    '--tool-config-file',
    `agent-tui:${injected('nextest.toml')}`,
    ...args,
  ],
  defaultArgs: () => ['--workspace'],
  selection: selectByFile({
    valueFlags: ['--features', '-F', '--package', '-p', '--profile', '-P', '-E'],
    fileWords: (file) => ['--test', file.replace(/^.*\//u, '').replace(/\.rs$/u, '')],
    nameFlags: [],
    named: (name) => ['-E', `test(${name.split(/\s*>\s*/u).at(-1) ?? name})`],
  }),
  testFile: {
    names: ['*', '*_test', 'test_*'],
    extensions: ['.rs'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: rustTests,
  },
};
