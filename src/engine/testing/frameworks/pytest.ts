import { AgentTuiError } from '../../model/error.ts';
import { pytestTests } from '../generate/python.ts';
import { nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** How pytest stands in a list of dependencies; its plugins do not count. */
const listed = /(?:^|["'\s,[])pytest(?=[\s"'<>=!~;,[\]@]|$)/mu;

/** pytest; the older JUnit family keeps file and line. */
export const pytest: Framework = {
  id: 'pytest',
  title: 'pytest',
  language: 'Python',
  ecosystem: 'python',
  level: 'unit',
  proof: 'tool',
  supersedes: ['unittest', 'django-test'],
  coversNested: true,
  typed: {
    start: '-m pytest',
    all: '-m pytest',
    file: '-m pytest FILE',
    test: '-m pytest FILE::NAME',
  },
  evidence: {
    calls: [{ program: /^(?:pytest|py\.test)$/u, words: [] }],
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
    testExtensions: ['.py'],
    imports: /^\s*(?:from\s+|import\s+(?:[\w.]+\s*,\s*)*)pytest\b/mu,
    convention: null,
  },
  start: { kind: 'python' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^(?:--pdb|--trace|-f|--looponfail)$/u,
  watchesBare: false,
  carried: null,
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
  selection: {
    valueFlags: [
      '-m',
      '-p',
      '-c',
      '--config-file',
      '-o',
      '--override-ini',
      '-n',
      '--numprocesses',
      '-W',
      '--pythonwarnings',
      '-r',
      '--rootdir',
      '--confcutdir',
      '--basetemp',
      '--maxfail',
      '--durations',
      '--tb',
      '--import-mode',
      '--ignore',
      '--ignore-glob',
      '--deselect',
      '--timeout',
      '--cov-report',
      '--cov-config',
      '--log-level',
      '--ds',
    ],
    fileFlags: [{ flag: '--pyargs', takesValue: false }],
    nameFlags: [{ flag: '-k', takesValue: true }],
    words: ({ file, name }) => {
      const id = file === null || name === null ? null : nodeId(file, name);
      if (id !== null) return { first: [id], last: [] };
      const files = file === null ? [] : [plainPath(file)];
      return { first: name === null ? files : [...files, '-k', wordsOf(name)], last: [] };
    },
  },
  testFile: {
    names: ['test_*', '*_test'],
    extensions: ['.py'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: true,
    text: pytestTests,
  },
};

/** `@file` would be read as a file of arguments. */
function plainPath(file: string): string {
  return /^\w/u.test(file) ? file : `./${file}`;
}

/** The node of a name as a report tells it: module and classes with dots, then the function. */
function nodeId(file: string, name: string): string | null {
  const [module, test] = nameParts(name);
  const expected = file.replace(/\.py$/u, '').replaceAll('/', '.');
  if (module === undefined || test === undefined) return null;
  if (module !== expected && !module.startsWith(`${expected}.`)) return null;
  const classes = module
    .slice(expected.length)
    .split('.')
    .filter((part) => part !== '');
  return [plainPath(file), ...classes, test].join('::');
}

/** An expression of `-k`: all words, each in characters that its grammar takes into a word. */
function wordsOf(name: string): string {
  const parts = nameParts(name);
  // Of a module only the last part is a name that `-k` knows.
  const told = parts.length > 1 ? [parts[0]?.replace(/^.*\./u, ''), ...parts.slice(1)] : parts;
  const words = told.join(' ').match(/[\w:+.[\]\\/-]+/gu) ?? [];
  const kept = words.filter((word) => !/^(?:and|or|not|none|true|false)$/iu.test(word));
  if (kept.length > 0) return kept.join(' and ');
  throw new AgentTuiError('usage', `pytest cannot look for tests by ${JSON.stringify(name)}`, {
    hint: 'give a word of the name of the test function',
  });
}
