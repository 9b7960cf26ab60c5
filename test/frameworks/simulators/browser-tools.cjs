'use strict';
// Tools that test in browsers, and those that wrap another runner of JavaScript.
const { write } = require('./simulated.cjs');
const { javaScript, told } = require('./plain-forms.cjs');
const { jestJson, junit } = require('./report-writers.cjs');

const jestFlags = {
  flags: ['--ci', '--json', '--watchAll=false', '--testLocationInResults', '--coverage'],
  values: ['--outputFile', '--testNamePattern', '-t'],
  words: true,
};

module.exports = {
  'react-scripts': {
    command: ['test'],
    options: jestFlags,
    files: /(?:__tests__\/.+|\.(?:test|spec))\.[jt]sx?$/u,
    forms: javaScript,
    requires: (found) => (found.flags.includes('--watchAll=false') ? null : 'it would watch'),
    report: (tests, { values }, broken) =>
      write(values['--outputFile'][0], jestJson(tests, broken)),
    none: { code: 1, text: 'No tests found, exiting with code 1\n' },
    brokenIsReported: true,
  },
  'vue-cli-service': {
    command: ['test:unit'],
    options: jestFlags,
    files: /\.(?:test|spec)\.[jt]sx?$/u,
    forms: javaScript,
    report: (tests, { values }, broken) =>
      write(values['--outputFile'][0], jestJson(tests, broken)),
    none: { code: 1, text: 'No tests found, exiting with code 1\n' },
    brokenIsReported: true,
  },
  cypress: {
    command: ['run'],
    options: {
      flags: ['--quiet', '-q', '--headless', '--e2e', '--component'],
      values: [
        '--reporter',
        '--reporter-options',
        '--spec',
        '--browser',
        '--config',
        '--env',
        '--config-file',
        '--port',
        '--project',
      ],
    },
    files: /\.cy\.[jt]sx?$/u,
    forms: javaScript,
    report: (tests, { values }) => {
      const file = /mochaFile=(?<file>[^,]+)/u.exec(values['--reporter-options'][0]).groups.file;
      write(file.replace('[hash]', 'd41d8cd9'), junit(tests, { files: false }));
    },
    code: (tests) => tests.filter(({ status }) => status === 'failed').length,
    none: { code: 1, text: "Can't run because no spec files were found.\n" },
  },
  testcafe: {
    command: [],
    options: {
      flags: ['--skip-js-errors'],
      values: ['--reporter', '-r', '--test', '-t', '--concurrency'],
      words: true,
    },
    requires: ({ words }) => (words[0]?.includes(':headless') ? null : 'there is no display'),
    files: /\.testcafe\.js$/u,
    forms: javaScript,
    report: (tests, { values }) =>
      write(values['--reporter'][0].replace('xunit:', ''), junit(tests)),
    none: { code: 1, text: 'ERROR No tests to run.\n' },
  },
  karma: { configured: true },
  ng: { configured: true },
  wdio: { configured: true },
  wtr: { configured: true },
  robot: {
    python: 'robot',
    options: {
      flags: [],
      values: [
        '--consolecolors',
        '--xunit',
        '--outputdir',
        '--test',
        '--variable',
        '--include',
        '--exclude',
      ],
      words: true,
    },
    files: /\.robot$/u,
    forms: told,
    report: (tests, { values }) => write(values['--xunit'][0], junit(tests)),
    code: (tests) => Math.min(250, tests.filter(({ status }) => status === 'failed').length),
    none: { code: 252, text: "[ ERROR ] Suite 'Sums' contains no tests.\n" },
  },
};
