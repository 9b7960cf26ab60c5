import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Robot Framework with its xUnit output. */
export const robot: Framework = {
  id: 'robot',
  title: 'Robot Framework',
  language: 'Python',
  ecosystem: 'python',
  level: 'end-to-end',
  proof: 'simulator',
  ...plainRunner,

  typed: {
    start: '-m robot',
    all: '-m robot tests',
    file: '-m robot FILE',
    test: "-m robot --test '*NAME*' tests",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.robot'],
    calls: [{ program: /^robot$/u, words: [] }],
    modules: ['robot'],
    dependencyMarks: [
      {
        file: /^(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py|requirements[^/]*\.(?:txt|in)|[^/]*-requirements\.(?:txt|in))$/u,
        mark: /(?:^|["'\s,[])robotframework(?=[\s"'<>=!~;,[\]@]|$)/imu,
      },
    ],
    testFiles: /\.robot$/u,
    imports: /^\*\*\*\s*Test Cases\s*\*\*\*/imu,
  },
  start: { kind: 'python' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  dropped: [
    { flag: '--xunit', takesValue: true },
    { flag: '-x', takesValue: true },
    { flag: '--outputdir', takesValue: true },
    { flag: '-d', takesValue: true },
    { flag: '--consolecolors', takesValue: true },
  ],
  noTests: { exitCode: 252, printed: /contains no tests|No tests? found/u },
  command: ({ launcher, args, reportFile, reportDir }) => [
    ...launcher,
    '-m',
    'robot',
    '--consolecolors',
    'off',
    '--xunit',
    reportFile,
    '--outputdir',
    `${reportDir}/robot`,
    ...args,
  ],
  defaultArgs: (names) => {
    const file = names.find((name) => name.endsWith('.robot')) ?? '.';
    return [file.includes('/') ? file.replace(/\/.*$/u, '') : '.'];
  },
  selection: selectByFile({
    valueFlags: ['--variable', '-v', '--include', '-i', '--exclude', '-e', '--variablefile', '-V'],
    nameFlags: ['--test', '-t'],
    named: (name) => ['--test', `*${name.split(/\s*>\s*/u).at(-1) ?? name}*`],
  }),
  testFile: null,
};
