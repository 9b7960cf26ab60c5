import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { phpunitTests } from '../generate/php.ts';
import type { Framework } from './framework.ts';

/** PHPUnit; its report nests a suite for each set of data. */
export const phpunit: Framework = {
  id: 'phpunit',
  title: 'PHPUnit',
  language: 'PHP',
  ecosystem: 'php',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  coversNested: true,
  typed: { start: '', all: '', file: 'FILE', test: '--filter NAME FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.php', '.phpt'],
    calls: [
      { program: /^(?:simple-)?phpunit(?:\.phar)?$/u, words: [] },
      { program: /^php[\d.]*$/u, words: [/(?:^|\/)(?:simple-)?phpunit(?:\.phar)?$/u] },
      { program: /^php[\d.]*$/u, words: [/^artisan$/u, /^test$/u] },
      { program: /^paratest$/u, words: [] },
    ],
    configFiles: /^(?:\.?phpunit(?:\.xml)?(?:\.dist)?(?:\.xml)?|tests\/phpunit\.xml(?:\.dist)?)$/u,
    dependencyMarks: [
      { file: /^composer\.json$/u, mark: /"(?:phpunit\/phpunit|symfony\/phpunit-bridge)"\s*:/u },
    ],
    testFiles:
      /(?:^|\/)[^/]*(?:Test|TestCase|_test)\.php$|(?:^|\/)tests?\/(?:.+\/)?[^/]*Test[^/]*\.php$/u,
    imports: /PHPUnit\\Framework\\TestCase|extends\s+\w*TestCase\b/u,
  },
  start: {
    kind: 'tree-program',
    paths: ['vendor/bin/phpunit', 'vendor/bin/simple-phpunit', 'bin/phpunit'],
    name: 'phpunit',
  },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  carried: /^(?!.*(?:simple-)?phpunit(?:\.phar)?$|artisan$|install$)/u,
  dropped: [
    { flag: '--log-junit', takesValue: true },
    { flag: '--colors', takesValue: false },
    { flag: '--coverage-html', takesValue: true },
    { flag: '--coverage-clover', takesValue: true },
    { flag: '--coverage-text', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^No tests (?:executed|found)/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--colors=never',
    '--no-interaction',
    '--log-junit',
    reportFile,
    ...args,
  ],
  defaultArgs: (names) =>
    names.some((name) => /^\.?phpunit[\w.]*$/u.test(name))
      ? []
      : names.some((name) => name.startsWith('tests/'))
        ? ['tests']
        : ['test'],
  selection: selectByFile({
    valueFlags: [
      '-c',
      '--configuration',
      '--bootstrap',
      '--testsuite',
      '--group',
      '--exclude-group',
      '-d',
    ],
    nameFlags: ['--filter'],
    named: (name) => ['--filter', name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: {
    names: ['*Test'],
    extensions: ['.php'],
    spelled: 'pascal',
    dir: 'tests',
    besideOnly: false,
    areModules: false,
    text: phpunitTests,
  },
};
