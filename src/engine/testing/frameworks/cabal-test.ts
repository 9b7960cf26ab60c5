import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** cabal test; the text of Hspec and of its like. */
export const cabalTest: Framework = {
  id: 'cabal-test',
  title: 'cabal test',
  language: 'Haskell',
  ecosystem: 'haskell',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  coversNested: true,
  typed: { start: 'test', all: 'test all', file: 'test SUITE', test: 'test SUITE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.hs'],
    calls: [{ program: /^cabal$/u, words: [/^(?:v2-|new-)?test$/u] }],
    configMarks: [{ file: /^[^/]+\.cabal$/u, mark: /^test-suite\s+\S/imu }],
    testFiles: /(?:^|\/)(?:tests?\/.+|[^/]*(?:Spec|Test))\.hs$/u,
    convention: { file: /^(?:[^/]+\.cabal|cabal\.project)$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'cabal' },
  report: { format: 'hspec-text', source: { kind: 'output' } },
  carried: /^(?!all$)/u,
  command: ({ launcher, args }) => [
    ...launcher,
    'test',
    'all',
    '--test-show-details=direct',
    ...args,
  ],
  selection: selectByFile({
    nameFlags: [],
    named: (name) => [`--test-options=--match=${name.split(/\s*>\s*/u).join('/')}`],
    fileWords: () => [],
  }),
  testFile: null,
};
