import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** behave, a report for each feature. */
export const behave: Framework = {
  id: 'behave',
  title: 'behave',
  language: 'Python',
  ecosystem: 'python',
  level: 'end-to-end',
  proof: 'tool',
  ...plainRunner,

  typed: {
    start: '-m behave',
    all: '-m behave',
    file: '-m behave FILE',
    test: '-m behave -n NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.feature'],
    calls: [{ program: /^behave$/u, words: [] }],
    modules: ['behave'],
    configFiles: /^(?:behave\.ini|\.behaverc)$/u,
    dependencyMarks: [
      {
        file: /^(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py|requirements[^/]*\.(?:txt|in)|[^/]*-requirements\.(?:txt|in))$/u,
        mark: /(?:^|["'\s,[])behave(?=[\s"'<>=!~;,[\]@]|$)/imu,
      },
    ],
    testFiles: /(?:^|\/)features\/.+\.feature$/u,
  },
  start: { kind: 'python' },
  report: {
    format: 'junit',
    source: { kind: 'collected', under: 'reports', files: /^TESTS-.*\.xml$/u },
  },
  dropped: [
    { flag: '--junit', takesValue: false },
    { flag: '--junit-directory', takesValue: true },
  ],
  noTests: {
    exitCode: null,
    printed: /No steps directory|No feature files|^0 features passed, 0 failed/mu,
  },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    '-m',
    'behave',
    '--no-color',
    '--junit',
    '--junit-directory',
    reportDir,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: ['-D', '--tags', '-t', '-f', '--format', '--stage'],
    nameFlags: ['-n', '--name'],
    named: (name) => ['-n', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: null,
};
