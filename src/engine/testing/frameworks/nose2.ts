import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { unittestTests } from '../generate/python.ts';
import type { Framework } from './framework.ts';

/** nose2 with its JUnit plugin. */
export const nose2: Framework = {
  id: 'nose2',
  title: 'nose2',
  language: 'Python',
  ecosystem: 'python',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: ['unittest'],
  typed: {
    start: '-m nose2',
    all: '-m nose2',
    file: '-m nose2 MODULE',
    test: '-m nose2 MODULE.NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.py'],
    calls: [{ program: /^nose2(?:-3)?$/u, words: [] }],
    modules: ['nose2'],
    configFiles: /^(?:nose2|unittest)\.cfg$/u,
    dependencyMarks: [
      {
        file: /^(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py|requirements[^/]*\.(?:txt|in)|[^/]*-requirements\.(?:txt|in))$/u,
        mark: /(?:^|["'\s,[])nose2(?=[\s"'<>=!~;,[\]@]|$)/imu,
      },
    ],
    testFiles: /(?:^|\/)test[^/]*\.py$/u,
  },
  start: { kind: 'python' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  dropped: [
    { flag: '--junit-xml', takesValue: false },
    { flag: '--junit-xml-path', takesValue: true },
    { flag: '--plugin', takesValue: true },
  ],
  noTests: { exitCode: 5, printed: /^Ran 0 tests in /mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '-m',
    'nose2',
    '--plugin',
    'nose2.plugins.junitxml',
    '--junit-xml',
    '--junit-xml-path',
    reportFile,
    '-v',
    ...args,
  ],
  selection: selectByFile({
    valueFlags: ['-s', '-t', '-c', '--config'],
    fileWords: (file) => [file.replace(/\.py$/u, '').replaceAll('/', '.')],
  }),
  testFile: {
    names: ['test_*', 'test*'],
    extensions: ['.py'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: true,
    text: unittestTests,
  },
};
