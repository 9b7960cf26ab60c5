import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** gleam test; the text of gleeunit. */
export const gleamTest: Framework = {
  id: 'gleam-test',
  title: 'gleam test',
  language: 'Gleam',
  ecosystem: 'gleam',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: { start: 'test', all: 'test', file: 'test', test: 'test' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.gleam'],
    calls: [{ program: /^gleam$/u, words: [/^test$/u] }],
    testFiles: /(?:^|\/)test\/.+\.gleam$/u,
    convention: { file: /^gleam\.toml$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'gleam' },
  report: { format: 'gleam-text', source: { kind: 'output' } },

  command: ({ launcher, args }) => [...launcher, 'test', ...args],
  selection: null,
  testFile: null,
};
