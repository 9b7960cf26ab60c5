import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Bazel, its events read: a case for each test target. */
export const bazelTest: Framework = {
  id: 'bazel-test',
  title: 'Bazel',
  language: 'any language',
  ecosystem: 'other',
  level: 'unit',
  proof: 'simulator',
  ...plainRunner,
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test //...',
    file: 'test //PACKAGE:all',
    test: 'test //PACKAGE:NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.bazel', '', '.bzl'],
    calls: [{ program: /^bazel(?:isk)?$/u, words: [/^(?:test|coverage)$/u] }],
    testFiles: /(?:^|\/)(?:tests?\/(?:.+\/)?BUILD(?:\.bazel)?|[^/]*_tests?\.bzl)$/u,
    convention: {
      file: /^(?:MODULE\.bazel|WORKSPACE(?:\.bazel)?)$/u,
      mark: null,
      hidesTests: true,
    },
  },
  start: { kind: 'program', name: 'bazel' },
  report: { format: 'bazel-events', source: { kind: 'file', name: 'report.json' } },
  noTests: { exitCode: 4, printed: null },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test',
    '--color=no',
    '--curses=no',
    '--noshow_progress',
    '--test_output=errors',
    `--build_event_json_file=${reportFile}`,
    ...(args.length === 0 ? ['//...'] : args),
  ],
  selection: selectByFile({ fileWords: (file) => [`//${file.replace(/\/?[^/]*$/u, '')}:all`] }),
  testFile: null,
};
