'use strict';
// Simulators of tools that need no program of their own: each row has the documented options of its tool, the files in
// which its tests stand, how it reports and with which codes it ends.
const path = require('node:path');
const { behave, filesBelow, refuse, sorted, testsIn, write } = require('./simulated.cjs');
const { javaScript, php, rust, told } = require('./plain-forms.cjs');
const { hspec, jestJson, juliaTable, junit, out } = require('./report-writers.cjs');

const { configured } = require('./configured-runners.cjs');

const jestFlags = {
  flags: ['--ci', '--json', '--watchAll=false', '--testLocationInResults', '--coverage'],
  values: ['--outputFile', '--testNamePattern', '-t'],
  words: true,
};

const rows = {
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
  bazel: {
    command: ['test'],
    options: {
      flags: [
        '--color=no',
        '--curses=no',
        '--noshow_progress',
        '--test_output=errors',
        '--keep_going',
      ],
      values: ['--build_event_json_file', '--config'],
      patterns: [/^\/\/[\w./:-]*$/u],
    },
    files: /BUILD(?:\.bazel)?$/u,
    forms: told,
    codeOfRed: 3,
    codeOfBroken: 1,
    report: (tests, { values }) => {
      const events = tests.map((test) => ({
        id: { testSummary: { label: `//:${test.name.replaceAll(' ', '_')}` } },
        testSummary: {
          overallStatus: test.status === 'failed' ? 'FAILED' : 'PASSED',
          totalRunDurationMillis: '12',
        },
      }));
      const lines = [
        { id: { started: {} }, started: {} },
        ...events,
        { id: { buildFinished: {} }, lastMessage: true, finished: {} },
      ];
      write(
        values['--build_event_json_file'][0],
        lines.map((event) => `${JSON.stringify(event)}\n`).join(''),
      );
    },
    none: {
      code: 4,
      text: 'ERROR: No test targets were found, yet testing was requested\n',
      reported: true,
    },
  },
  stack: {
    command: ['test'],
    commandMayFollow: true,
    options: {
      flags: ['--no-interleaved-output', '--fast'],
      values: ['--color', '--ta', '--flag'],
      words: true,
    },
    files: /Spec\.hs$/u,
    forms: told,
    report: (tests) => out(hspec(tests)),
    none: { code: 0, text: hspec([]) },
  },
  zig: {
    command: ['build', 'test'],
    options: { flags: [], values: ['--summary', '--color'], patterns: [/^-D[\w-]+(?:=.*)?$/u] },
    files: /\.zig$/u,
    forms: told,
    report: (tests) => {
      const failed = tests.filter(({ status }) => status === 'failed');
      const skipped = tests.filter(({ status }) => status === 'skipped').length;
      for (const test of failed) out(`error: '${test.name}' failed: ${test.message}\n`);
      const passed = tests.length - failed.length - skipped;
      out(
        `Build Summary: 2/3 steps succeeded; ${passed}/${tests.length} tests passed${skipped > 0 ? `; ${skipped} skipped` : ''}${failed.length > 0 ? `; ${failed.length} failed` : ''}\n`,
      );
    },
    none: { code: 0, text: 'Build Summary: 1/1 steps succeeded\n' },
  },
  julia: {
    command: [],
    options: { flags: ['--color=no', '--project=.'], values: ['-e'] },
    requires: ({ values }) =>
      values['-e']?.[0] === 'using Pkg; Pkg.test()' ? null : 'it would open a prompt',
    files: /test\/.+\.jl$/u,
    forms: told,
    report: (tests) => out(juliaTable(tests)),
    none: { code: 0, text: '     Testing sums tests passed\n' },
  },
  nimble: {
    command: ['test'],
    options: { flags: ['-y', '--accept', '--noColor'], values: [], patterns: [/^-d:\S+$/u] },
    files: /tests\/t\w+\.nim$/u,
    forms: told,
    report: (tests) => {
      const marks = { passed: 'OK', failed: 'FAILED', skipped: 'SKIPPED' };
      for (const test of tests) {
        if (test.status === 'failed')
          out(`    ${test.file}(${test.line}, 5): Check failed: ${test.message}\n`);
        out(`  [${marks[test.status]}] ${test.name}\n`);
      }
    },
    none: { code: 0, text: '   Success: All tests passed\n' },
  },
  gleam: {
    command: ['test'],
    options: { flags: [], values: ['--target'] },
    files: /test\/.+\.gleam$/u,
    forms: told,
    report: (tests) => {
      const failed = tests.filter(({ status }) => status === 'failed');
      for (const test of failed)
        out(
          `sums_test.${test.name.replaceAll(' ', '_')}_test: module 'sums_test'\n    ${test.message}\n    location: ${test.file}:${test.line}\n`,
        );
      out(
        failed.length === 0
          ? `${tests.length} tests, no failures\n`
          : `${tests.length} tests, ${failed.length} failures\n`,
      );
    },
    none: { code: 0, text: '0 tests, no failures\n' },
  },
  'elm-test': {
    command: [],
    options: {
      flags: ['--report=junit'],
      values: ['--seed', '--fuzz', '--compiler', '--workers'],
      words: true,
    },
    files: /tests\/.+\.elm$/u,
    forms: told,
    codeOfRed: 2,
    report: (tests) => out(junit(tests, { files: false })),
    none: { code: 1, text: 'TEST RUN INCOMPLETE because there are no tests to run\n' },
  },
  terraform: {
    command: ['test'],
    options: { flags: ['-no-color'], values: [], patterns: [/^-(?:junit-xml|filter|var)=\S+$/u] },
    files: /\.tftest\.hcl$/u,
    forms: told,
    report: (tests, { flags }) =>
      write(flags.find((flag) => flag.startsWith('-junit-xml=')).slice(11), junit(tests)),
    none: { code: 0, text: 'Success! 0 passed, 0 failed.\n', reported: true },
  },
  forge: {
    command: ['test'],
    options: {
      flags: ['--json'],
      values: ['--match-path', '--match-test', '--match-contract', '--fork-url'],
    },
    files: /\.t\.sol$/u,
    forms: told,
    report: (tests) => {
      const status = { passed: 'Success', failed: 'Failure', skipped: 'Skipped' };
      const results = Object.fromEntries(
        tests.map((test) => [
          `test_${test.name.replaceAll(' ', '_')}()`,
          { status: status[test.status], reason: test.message || null },
        ]),
      );
      out(
        `${JSON.stringify({ [`${tests[0].file}:SumsTest`]: { duration: '1ms', test_results: results } })}\n`,
      );
    },
    none: {
      code: 0,
      text: 'No tests found in project! Forge looks for functions that starts with `test`.\n',
    },
  },
};

/** Runs the simulator of one tool with the arguments of this process. */
function run(tool) {
  const argv = process.argv.slice(2);
  if (argv[0] === '--version' || argv[0] === 'version') {
    out(`${tool} 1.0.0 (simulated)\n`);
    return 0;
  }
  const row = rows[tool];
  if (row.configured === true) return configured(tool, argv);
  return runRow(row, argv);
}

function runRow(row, argv) {
  const command = row.command ?? [];
  const at = row.commandMayFollow === true ? argv.findIndex((word) => word === command[0]) : 0;
  if (command.some((word, index) => argv[at + index] !== word))
    refuse(`it is called by ${command.join(' ')}`);
  const rest = [...argv.slice(0, at), ...argv.slice(at + command.length)];
  const found = sorted(rest, row.options);
  const wrong = row.requires?.(found) ?? null;
  if (wrong !== null) refuse(wrong);
  const files = filesBelow('.', row.files);
  const { broken } = behave(files);
  if (broken !== null && row.brokenIsReported !== true) {
    out(`error: ${broken}:1: it does not compile\n`);
    return row.codeOfBroken ?? 1;
  }
  const tests = files.filter((file) => file !== broken).flatMap((file) => testsIn(file, row.forms));
  if (tests.length === 0 && broken === null) {
    out(row.none.text ?? '');
    if (row.none.reported === true) row.report([], found, null);
    return row.none.code;
  }
  row.report(tests, found, broken);
  const isRed = broken !== null || tests.some(({ status }) => status === 'failed');
  return row.code?.(tests) ?? (isRed ? (row.codeOfRed ?? 1) : 0);
}

module.exports = { run };
