import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** crystal spec with its JUnit report. */
export const crystalSpec: Framework = {
  id: 'crystal-spec',
  title: 'crystal spec',
  language: 'Crystal',
  ecosystem: 'crystal',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: 'spec', all: 'spec', file: 'spec FILE', test: "spec FILE -e 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.cr'],
    calls: [{ program: /^crystal$/u, words: [/^spec$/u] }],
    testFiles: /(?:^|\/)spec\/.+_spec\.cr$/u,
    imports: /^\s*require\s+"spec"|spec_helper/mu,
    convention: { file: /^shard\.yml$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'crystal' },
  report: {
    format: 'junit',
    source: { kind: 'collected', under: 'reports', files: /^(?:junit\/)?(?:output|junit)\.xml$/u },
  },
  noTests: { exitCode: null, printed: /^0 examples, 0 failures/mu },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    'spec',
    '--no-color',
    `--junit_output=${reportDir}/junit`,
    ...args,
  ],
  selection: selectByFile({
    nameFlags: ['-e', '--example'],
    named: (name) => ['-e', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: null,
};
