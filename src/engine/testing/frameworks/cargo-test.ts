import { bareEvidence, plainRunner } from '../row-parts.ts';
import { rustTests } from '../generate/rust.ts';
import type { Framework } from './framework.ts';

/** cargo test; the stable toolchain prints only what a person reads. */
export const cargoTest: Framework = {
  id: 'cargo-test',
  title: 'cargo test',
  language: 'Rust',
  ecosystem: 'rust',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: ['cargo-nextest'],
  coversNested: true,
  typed: { start: 'test', all: 'test --workspace', file: 'test --test NAME', test: 'test NAME' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.rs'],
    calls: [{ program: /^cargo$/u, words: [/^(?:\+[\w.-]+|test|t)$/u] }],
    testFiles: /(?:^|\/)tests\/.+\.rs$/u,
    imports: /#\[(?:\w+::)?test\]/u,
    convention: { file: /^Cargo\.toml$/u, mark: null, hidesTests: true },
  },
  start: { kind: 'program', name: 'cargo' },
  report: { format: 'cargo-text', source: { kind: 'output' } },
  carried: /^(?!(?:\+[\w.-]+|test|t)$)/u,
  dropped: [
    { flag: '--color', takesValue: true },
    { flag: '--no-fail-fast', takesValue: false },
    { flag: '--quiet', takesValue: false },
    { flag: '-q', takesValue: false },
    { flag: '--verbose', takesValue: false },
    { flag: '-v', takesValue: false },
    { flag: '--no-run', takesValue: false },
  ],
  command: ({ launcher, args }) => [
    ...launcher,
    'test',
    '--no-fail-fast',
    '--color',
    'never',
    ...args,
  ],
  defaultArgs: () => ['--workspace'],
  env: () => ({ RUST_BACKTRACE: '0' }),
  selection: {
    valueFlags: [
      '--features',
      '-F',
      '--package',
      '-p',
      '--exclude',
      '--manifest-path',
      '--target',
      '--target-dir',
      '-j',
      '--jobs',
      '--profile',
    ],
    fileFlags: [
      { flag: '--test', takesValue: true },
      { flag: '--lib', takesValue: false },
      { flag: '--doc', takesValue: false },
      { flag: '--bins', takesValue: false },
    ],
    nameFlags: [],
    words: ({ file, name }) => ({
      first: file === null ? [] : targetOf(file),
      last: name === null ? [] : [name.split(/\s*>\s*/u).at(-1) ?? name],
    }),
  },
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

/** An integration test is a target of its own; a source file has its tests in the library. */
function targetOf(file: string): readonly string[] {
  const name = /(?:^|\/)tests\/(?<name>[^/]+?)(?:\/main)?\.rs$/u.exec(file)?.groups?.['name'];
  return name === undefined ? ['--lib'] : ['--test', name];
}
