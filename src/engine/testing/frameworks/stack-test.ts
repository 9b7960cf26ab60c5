import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** stack test; the text of Hspec and of its like. */
export const stackTest: Framework = {
  id: 'stack-test',
  title: 'stack test',
  language: 'Haskell',
  ecosystem: 'haskell',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: 'test PACKAGE:SUITE',
    test: "test --ta '--match NAME'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.hs'],
    calls: [{ program: /^stack$/u, words: [/^test$/u] }],
    configFiles: /^stack\.yaml$/u,
    testFiles: /(?:^|\/)(?:tests?\/.+|[^/]*(?:Spec|Test))\.hs$/u,
  },
  start: { kind: 'program', name: 'stack' },
  report: { format: 'hspec-text', source: { kind: 'output' } },
  watches: /^--file-watch$/u,
  command: ({ launcher, args }) => [
    ...launcher,
    '--color',
    'never',
    'test',
    '--no-interleaved-output',
    ...args,
  ],
  selection: null,
  testFile: null,
};
