import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { shunit2Tests } from '../generate/shell.ts';
import type { Framework } from './framework.ts';

/** shUnit2: each file a run of its own, told by a program of ours. */
export const shunit2: Framework = {
  id: 'shunit2',
  title: 'shUnit2',
  language: 'shell',
  ecosystem: 'shell',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: 'test/run.sh', file: 'FILE', test: 'FILE -- NAME' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.sh', ''],
    testFiles: /(?:^|\/)(?:tests?\/[^/]+|[^/]*_test|test_[^/]*)(?:\.sh)?$/u,
    imports: /^\s*(?:\.|source)\s+\S*shunit2\b/mu,
  },
  start: { kind: 'program', name: 'sh' },
  report: { format: 'shunit2-text', source: { kind: 'output' } },

  command: ({ launcher, args, injected }) => [...launcher, injected('shunit2_files.sh'), ...args],
  defaultArgs: (names) =>
    names.filter((name) => shunit2.evidence.testFiles.test(name) && name.endsWith('.sh')),
  selection: selectByFile({}),
  testFile: {
    names: ['*_test', 'test_*'],
    extensions: ['.sh'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: shunit2Tests,
  },
};
