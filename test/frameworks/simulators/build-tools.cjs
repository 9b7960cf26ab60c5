'use strict';
// Build tools and tools of further languages.
const { write } = require('./simulated.cjs');
const { told } = require('./plain-forms.cjs');
const { hspec, juliaTable, junit, out } = require('./report-writers.cjs');

module.exports = {
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
