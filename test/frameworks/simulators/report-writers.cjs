'use strict';
// The reports that the tools of the table write, in their published formats.
const path = require('node:path');
const { write, xml } = require('./simulated.cjs');
const { placeOf } = require('./plain-forms.cjs');

/** JUnit's XML as most tools write it; `how` says where a tool differs. */
function junit(tests, how = {}) {
  const cases = tests.map((test) => {
    const inner =
      test.status === 'skipped'
        ? '<skipped/>'
        : test.status === 'failed'
          ? `<failure message="${xml(test.message)}">${xml(`${test.message}\n    at ${placeOf(test)}`)}</failure>`
          : '';
    const file = how.files === false ? '' : ` file="${xml(test.file)}"`;
    return `<testcase classname="${xml(how.owner ?? test.file)}" name="${xml(test.name)}"${file} time="0.01">${inner}</testcase>`;
  });
  const failures = tests.filter(({ status }) => status === 'failed').length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="all" tests="${tests.length}" failures="${failures}">${cases.join('\n')}</testsuite></testsuites>\n`;
}

/** The JSON of Jest, one result for each file. */
function jestJson(tests, broken) {
  const files = [...new Set(tests.map(({ file }) => file))];
  const results = files.map((file) => ({
    name: path.resolve(file),
    status: tests.some((test) => test.file === file && test.status === 'failed')
      ? 'failed'
      : 'passed',
    message: '',
    assertionResults: tests
      .filter((test) => test.file === file)
      .map((test) => ({
        ancestorTitles: [],
        title: test.name,
        fullName: test.name,
        status: test.status === 'skipped' ? 'pending' : test.status,
        duration: 1,
        location: { line: test.line, column: 1 },
        failureMessages:
          test.status === 'failed'
            ? [
                `Error: ${test.message}\n    at Object.<anonymous> (${path.resolve(test.file)}:${test.failedLine}:3)`,
              ]
            : [],
      })),
  }));
  const failed =
    broken === null
      ? []
      : [
          {
            name: path.resolve(broken),
            status: 'failed',
            message: 'SyntaxError: unexpected token',
            assertionResults: [],
          },
        ];
  return JSON.stringify({ wasInterrupted: false, testResults: [...results, ...failed] });
}

/** The text of Hspec, as cabal and stack print it. */
function hspec(tests) {
  const lines = tests.map(({ name, status }) =>
    status === 'failed'
      ? `  ${name} FAILED [1]`
      : status === 'skipped'
        ? `  ${name}\n    # PENDING: later`
        : `  ${name}`,
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  const failures = failed.map(
    (test, at) => `  ${placeOf(test)}:1: \n  ${at + 1}) ${test.name}\n       ${test.message}\n`,
  );
  const pending = tests.filter(({ status }) => status === 'skipped').length;
  const tail = pending === 0 ? '' : `, ${pending} pending`;
  const block = failed.length === 0 ? '' : `Failures:\n\n${failures.join('\n')}\n`;
  return `\nsums\n${lines.join('\n')}\n\n${block}Finished in 0.0010 seconds\n${tests.length} examples, ${failed.length} failure${failed.length === 1 ? '' : 's'}${tail}\n`;
}

/** The table that Julia's Test prints. */
function juliaTable(tests) {
  const count = (status) => tests.filter((test) => test.status === status).length;
  const [pass, fail, broken] = [count('passed'), count('failed'), count('skipped')];
  const told = tests
    .filter(({ status }) => status === 'failed')
    .map(
      (test) => `${test.name}: Test Failed at ${placeOf(test)}\n  Expression: ${test.message}\n`,
    );
  const columns = [
    ['Pass', pass],
    ['Fail', fail],
    ['Broken', broken],
    ['Total', tests.length],
  ].filter(([, number]) => number > 0);
  const heads = columns.map(([name]) => name.padStart(6)).join('');
  const cells = columns.map(([, number]) => String(number).padStart(6)).join('');
  return `${told.join('')}Test Summary: |${heads}\nsums          |${cells}\n`;
}

function out(text) {
  process.stdout.write(text);
}

module.exports = { hspec, jestJson, juliaTable, junit, out, write };
