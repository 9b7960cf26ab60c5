import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Pkg.test of Julia; the tables of its test sets. */
export const juliaTest: Framework = {
  id: 'julia-test',
  title: 'Pkg.test of Julia',
  language: 'Julia',
  ecosystem: 'julia',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: {
    start: "--project=. -e 'using Pkg; Pkg.test()'",
    all: "--project=. -e 'using Pkg; Pkg.test()'",
    file: '--project=. FILE',
    test: '--project=. FILE',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.jl'],
    calls: [{ program: /^julia$/u, words: [/Pkg\.test/u] }],
    testFiles: /(?:^|\/)test\/.+\.jl$/u,
    imports: /^\s*using\s+(?:[\w., ]*\b)?Test\b/mu,
    convention: { file: /^(?:Julia)?Project\.toml$/u, mark: /^\s*uuid\s*=/mu, hidesTests: false },
  },
  start: { kind: 'program', name: 'julia' },
  report: { format: 'julia-text', source: { kind: 'output' } },
  carried: /^\b$/u,
  noTests: { exitCode: null, printed: /^\s*Testing \S+ tests passed/mu },
  command: ({ launcher }) => [
    ...launcher,
    '--color=no',
    '--project=.',
    '-e',
    'using Pkg; Pkg.test()',
  ],
  selection: null,
  testFile: null,
};
