'use strict';
// Suites of MUnit and of ScalaTest in the sources of a project, and the JUnit XML that build tools make of them.
const fs = require('node:fs');
const { testsIn, xml } = require('./simulated.cjs');

const syntax = {
  test: /^[ \t]*test\("(?<name>(?:[^"\\]|\\.)*)"(?:\.ignore)?\)/gmu,
  fails: /\bfail\("(?<text>(?:[^"\\]|\\.)*)"\)/u,
  skips: /"\.ignore\)/u,
  suite: /^class (?<name>\w+) extends/mu,
};

function suitesIn(files) {
  return files.map((file) => {
    const space = /^package (?<name>[\w.]+)/mu.exec(fs.readFileSync(file, 'utf8'))?.groups.name;
    const tests = testsIn(file, syntax);
    const owner = tests[0]?.owner ?? 'Empty';
    return { file, name: space === undefined ? owner : `${space}.${owner}`, tests };
  });
}

function suiteXml({ file, name, tests }) {
  const base = file.replace(/^.*\//u, '');
  const cases = tests.map((test) => {
    const frame = `munit.FailException: ${test.message}\n\tat munit.Assertions.fail(Assertions.scala:252)\n\tat ${name}.$init$$$anonfun$1(${base}:${test.failedLine})`;
    const inner = {
      passed: '',
      skipped: '<skipped/>',
      failed: `<failure message="${xml(test.message)}" type="munit.FailException">${xml(frame)}</failure>`,
    };
    return `  <testcase classname="${xml(name)}" name="${xml(test.name)}" time="0.001">${inner[test.status]}</testcase>`;
  });
  const count = (status) => tests.filter((test) => test.status === status).length;
  return `<?xml version='1.0' encoding='UTF-8'?>
<testsuite hostname="vm" name="${xml(name)}" tests="${tests.length}" errors="0" failures="${count('failed')}" skipped="${count('skipped')}" time="0.01">
${cases.join('\n')}
</testsuite>`;
}

module.exports = { suiteXml, suitesIn };
