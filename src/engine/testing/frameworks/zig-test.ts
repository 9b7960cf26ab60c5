import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** zig build test; tests stand inside of source files. */
export const zigTest: Framework = {
  id: 'zig-test',
  title: 'zig build test',
  language: 'Zig',
  ecosystem: 'zig',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: {
    start: 'build test',
    all: 'build test --summary all',
    file: 'test FILE',
    test: "test FILE --test-filter 'NAME'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.zig'],
    calls: [
      { program: /^zig$/u, words: [/^build$/u, /^test/u] },
      { program: /^zig$/u, words: [/^test$/u] },
    ],
    testFiles: /(?:^|\/)tests?\/.+\.zig$/u,
    imports: /^\s*test\s+"/mu,
    convention: { file: /^build\.zig$/u, mark: null, hidesTests: true },
  },
  start: { kind: 'program', name: 'zig' },
  report: { format: 'zig-text', source: { kind: 'output' } },
  carried: /^-D/u,
  noTests: { exitCode: null, printed: /^Build Summary: (?!.*tests passed)/mu },
  command: ({ launcher, args }) => [
    ...launcher,
    'build',
    'test',
    '--summary',
    'all',
    '--color',
    'off',
    ...args,
  ],
  selection: null,
  testFile: null,
};
