import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** dub test; D counts the modules whose unit tests pass. */
export const dubTest: Framework = {
  id: 'dub-test',
  title: 'dub test',
  language: 'D',
  ecosystem: 'd',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: 'test', all: 'test', file: 'test', test: 'test' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.d'],
    calls: [{ program: /^dub$/u, words: [/^test$/u] }],
    testFiles: /(?:^|\/)tests?\/.+\.d$/u,
    imports: /^\s*unittest\b/mu,
    convention: { file: /^dub\.(?:json|sdl)$/u, mark: null, hidesTests: true },
  },
  start: { kind: 'program', name: 'dub' },
  report: { format: 'dub-text', source: { kind: 'output' } },

  command: ({ launcher, args }) => [...launcher, 'test', '--skip-registry=all', ...args],
  selection: null,
  testFile: null,
};
