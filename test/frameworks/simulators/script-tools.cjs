'use strict';
// Tools of PHP, the shell, Rust and Go.
const path = require('node:path');
const { write } = require('./simulated.cjs');
const { php, rust, told } = require('./plain-forms.cjs');
const { junit, out } = require('./report-writers.cjs');

module.exports = {
  pest: {
    command: [],
    options: {
      flags: ['--ci', '--colors=never', '--parallel'],
      values: ['--log-junit', '--filter', '--configuration', '--testsuite', '--group'],
      words: true,
    },
    files: /Test\.php$/u,
    forms: php,
    report: (tests, { values }) => write(values['--log-junit'][0], junit(tests)),
    none: { code: 0, text: 'INFO  No tests found.\n' },
    codeOfRed: 1,
  },
  codecept: {
    command: ['run'],
    options: {
      flags: ['--no-interaction', '-n', '--no-colors', '--steps'],
      values: ['--xml', '--group', '--env', '--config'],
      words: true,
    },
    files: /Cest\.php$/u,
    forms: told,
    report: (tests, { values }) => write(values['--xml'][0], junit(tests)),
    none: { code: 0, text: 'No tests executed!\n' },
  },
  behat: {
    command: [],
    options: {
      flags: ['--no-interaction', '-n', '--no-colors', '--strict'],
      values: ['--format', '--out', '--name', '--tags', '--profile', '--suite'],
      words: true,
    },
    files: /\.feature$/u,
    forms: told,
    report: (tests, { values }) =>
      write(path.join(values['--out'][0], 'default.xml'), junit(tests, { files: false })),
    none: { code: 0, text: 'No scenarios\nNo steps\n' },
  },
  phpspec: {
    command: ['run'],
    options: {
      flags: ['--no-interaction', '-n', '--no-ansi', '--format=junit'],
      values: ['--config'],
      words: true,
    },
    files: /Spec\.php$/u,
    forms: told,
    report: (tests) => out(junit(tests)),
    none: { code: 0, text: junit([]) },
  },
  shellspec: {
    command: [],
    options: {
      flags: ['--no-color'],
      values: ['--output', '--reportdir', '--shell', '--example', '--jobs'],
      words: true,
    },
    files: /_spec\.sh$/u,
    forms: told,
    codeOfRed: 101,
    report: (tests, { values }) =>
      write(path.join(values['--reportdir'][0], 'results_junit.xml'), junit(tests)),
    none: { code: 0, reported: true },
  },
  'cargo-nextest': {
    command: ['nextest', 'run'],
    options: {
      flags: ['--no-fail-fast', '--workspace', '--all-features', '--locked'],
      values: [
        '--color',
        '--tool-config-file',
        '--test',
        '--features',
        '--package',
        '-p',
        '-E',
        '--profile',
      ],
      words: true,
    },
    files: /tests\/.+\.rs$/u,
    forms: rust,
    codeOfRed: 100,
    codeOfBroken: 101,
    report: (tests, { values }) => {
      const config = values['--tool-config-file'][0].replace(/^[\w-]+:/u, '');
      const name = /path = "(?<name>[^"]+)"/u.exec(require('node:fs').readFileSync(config, 'utf8'))
        .groups.name;
      write(path.join('target/nextest/default', name), junit(tests, { files: false }));
    },
    none: { code: 4, text: 'error: no tests to run\n' },
  },
  ginkgo: {
    command: [],
    options: {
      flags: ['-r', '--no-color', '--keep-going', '--fail-on-focused', '--race', '-v'],
      values: [
        '--junit-report',
        '--output-dir',
        '--focus',
        '--focus-file',
        '--procs',
        '--label-filter',
      ],
      words: true,
    },
    files: /_test\.go$/u,
    forms: told,
    report: (tests, { values }) =>
      write(path.join(values['--output-dir'][0], values['--junit-report'][0]), junit(tests)),
    none: { code: 1, text: 'Found no test suites\n' },
  },
};
