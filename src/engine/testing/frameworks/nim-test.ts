import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** nimble test; the lines of the unittest module. */
export const nimTest: Framework = {
  id: 'nim-test',
  title: 'nimble test',
  language: 'Nim',
  ecosystem: 'nim',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: 'test -y', all: 'test -y', file: 'c -r FILE', test: 'c -r FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.nim'],
    calls: [{ program: /^nimble$/u, words: [/^test$/u] }],
    testFiles: /(?:^|\/)tests?\/.*t[^/]*\.nim$/u,
    imports: /^\s*import\s+(?:std\/)?\[?[\w/, ]*unittest/mu,
    convention: { file: /\.nimble$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'nimble' },
  report: { format: 'nim-text', source: { kind: 'output' } },
  carried: /^-d:/u,
  noTests: { exitCode: null, printed: /Success: (?:All tests passed|Execution finished)/u },
  command: ({ launcher, args }) => [...launcher, 'test', '-y', '--noColor', ...args],
  selection: null,
  testFile: null,
};
