import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** forge test of Foundry, its JSON printed. */
export const foundryTest: Framework = {
  id: 'foundry-test',
  title: 'forge test',
  language: 'Solidity',
  ecosystem: 'other',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,

  typed: {
    start: 'test',
    all: 'test',
    file: 'test --match-path FILE',
    test: 'test --match-test NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.sol'],
    calls: [{ program: /^forge$/u, words: [/^(?:test|t)$/u] }],
    testFiles: /\.t\.sol$/u,
    convention: { file: /^foundry\.toml$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'forge' },
  report: { format: 'forge-json', source: { kind: 'output' } },
  watches: /^(?:--watch|-w)$/u,
  dropped: [
    { flag: '--json', takesValue: false },
    { flag: '-vvv', takesValue: false },
    { flag: '-vv', takesValue: false },
    { flag: '-v', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /No tests (?:to run|found|match)/u },
  command: ({ launcher, args }) => [...launcher, 'test', '--json', ...args],
  selection: selectByFile({
    valueFlags: ['--fork-url', '--match-contract'],
    fileWords: (file) => ['--match-path', file],
    nameFlags: ['--match-test'],
    named: (name) => ['--match-test', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: null,
};
