import type { Framework } from './framework.ts';

/** How pytest stands in a list of dependencies; its plugins do not count. */
const listed = /(?:^|["'\s,[])pytest(?=[\s"'<>=!~;,[\]@]|$)/mu;

/** pytest; the older JUnit family keeps file and line. */
export const pytest: Framework = {
  id: 'pytest',
  evidence: {
    programs: ['pytest', 'py.test'],
    modules: ['pytest'],
    configFiles: /^(?:\.?pytest\.(?:ini|toml)|conftest\.py)$/u,
    configMarks: [
      { file: /^pyproject\.toml$/u, mark: /^\s*\[tool\.pytest(?:\.ini_options)?\]/mu },
      { file: /^tox\.ini$/u, mark: /^\[pytest\]/mu },
      { file: /^setup\.cfg$/u, mark: /^\[tool:pytest\]/mu },
    ],
    packages: [],
    dependencyMarks: [
      {
        file: /^(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py)$/u,
        mark: listed,
      },
      { file: /^(?:requirements[^/]*|[^/]*-requirements)\.(?:txt|in)$/u, mark: listed },
    ],
    testFiles: /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/u,
    imports: /^\s*(?:from\s+|import\s+(?:[\w.]+\s*,\s*)*)pytest\b/mu,
    conventionFile: null,
  },
  start: { kind: 'python' },
  report: { format: 'junit', source: 'file', fileName: 'report.xml' },
  watches: /^(?:--pdb|--trace|-f|--looponfail)$/u,
  dropped: [
    { flag: '--junitxml', takesValue: true },
    { flag: '--junit-xml', takesValue: true },
    { flag: '--color', takesValue: true },
  ],
  noTests: { exitCode: 5, printed: null },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '-m',
    'pytest',
    '--color=no',
    '-q',
    '-p',
    'no:cacheprovider',
    '-o',
    'junit_family=xunit1',
    `--junitxml=${reportFile}`,
    ...args,
  ],
};
