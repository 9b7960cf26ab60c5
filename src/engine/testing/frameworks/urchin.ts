import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Urchin: every executable file below a directory is a test. */
export const urchin: Framework = {
  id: 'urchin',
  title: 'Urchin',
  language: 'shell',
  ecosystem: 'shell',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: '-f test', file: '-f DIRECTORY', test: '-f DIRECTORY' },
  evidence: {
    ...bareEvidence,
    testExtensions: [''],
    calls: [{ program: /^urchin$/u, words: [] }],
    packages: ['urchin'],
    testFiles: /(?:^|\/)tests?\/(?:.+\/)?[^/.]+$/u,
  },
  start: { kind: 'package-binary', name: 'urchin' },
  report: { format: 'urchin-text', source: { kind: 'output' } },

  command: ({ launcher, args }) => [...launcher, ...args],
  defaultArgs: () => ['-f', 'test'],
  selection: null,
  testFile: null,
};
