import { bareEvidence, plainRunner } from '../row-parts.ts';
import { djangoTests } from '../generate/python.ts';
import type { Framework } from './framework.ts';

/** Django, read through a test runner of ours that its command line names. */
export const djangoTest: Framework = {
  id: 'django-test',
  title: 'the test runner of Django',
  language: 'Python',
  ecosystem: 'python',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: ['unittest'],
  typed: {
    start: 'manage.py test --noinput',
    all: 'manage.py test --noinput',
    file: 'manage.py test MODULE',
    test: 'manage.py test MODULE -k NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.py'],
    calls: [
      { program: /^python[0-9.]*$/u, words: [/^(?:[\w./-]*\/)?manage\.py$/u, /^test$/u] },
      { program: /^manage\.py$/u, words: [/^test$/u] },
      { program: /^django-admin(?:\.py)?$/u, words: [/^test$/u] },
    ],
    dependencyMarks: [
      {
        file: /^(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py|requirements[^/]*\.(?:txt|in)|[^/]*-requirements\.(?:txt|in))$/u,
        mark: /(?:^|["'\s,[])django(?=[\s"'<>=!~;,[\]@]|$)/imu,
      },
    ],
    testFiles:
      /(?:^|\/)(?:tests?|test_[^/]*|[^/]*_tests?)\.py$|(?:^|\/)tests\/(?:.+\/)?test[^/]*\.py$/u,
    imports: /^\s*from\s+django\.test\b/mu,
    convention: { file: /^manage\.py$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'python' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  dropped: [
    { flag: '--noinput', takesValue: false },
    { flag: '--no-input', takesValue: false },
    { flag: '--testrunner', takesValue: true },
    { flag: '--verbosity', takesValue: true },
    { flag: '-v', takesValue: true },
    { flag: '--pdb', takesValue: false },
  ],
  noTests: { exitCode: 5, printed: /^Ran 0 tests in /mu },
  command: ({ launcher, args, has }) => [
    ...launcher,
    ...(has('manage.py')
      ? ['manage.py', 'test']
      : has('runtests.py')
        ? ['runtests.py']
        : ['-m', 'django', 'test']),
    '--noinput',
    '--testrunner=agent_tui_django.Runner',
    ...args,
  ],
  env: ({ reportFile, injected }) => ({
    AGENT_TUI_REPORT: reportFile,
    PYTHONPATH: injected('.'),
  }),
  selection: {
    valueFlags: ['--settings', '--pythonpath', '--parallel', '--tag', '--exclude-tag', '-t', '-p'],
    fileFlags: [],
    nameFlags: [{ flag: '-k', takesValue: true }],
    words: ({ file, name }) => ({
      first: [],
      last: [
        ...(file === null ? [] : [file.replace(/\.py$/u, '').replaceAll('/', '.')]),
        ...(name === null
          ? []
          : [
              '-k',
              name
                .split(/\s*>\s*/u)
                .at(-1)
                ?.replace(/^.*\./u, '') ?? name,
            ]),
      ],
    }),
  },
  testFile: {
    names: ['test_*', 'tests', '*_test', '*_tests'],
    extensions: ['.py'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: true,
    text: djangoTests,
  },
};
