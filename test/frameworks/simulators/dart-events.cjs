'use strict';
// The JSON events of package:test, as its documentation of the reporter describes them (protocol version 0.1.1).
const path = require('node:path');
const { behave, filesBelow, testsIn } = require('./simulated.cjs');

const syntax = {
  test: /^[ \t]*test\(\s*'(?<name>(?:[^'\\]|\\.)*)'/gmu,
  fails: /\bfail\('(?<text>(?:[^'\\]|\\.)*)'\)/u,
  skips: /\bskip: true\b/u,
};

/** Runs the named files, or all; hands each event on and returns the exit code. */
function runDart(files, pattern, tell) {
  const chosen = files.length > 0 ? files : filesBelow('test', /_test\.dart$/u);
  const { broken } = behave(chosen);
  const run = { id: 0, failed: 0, ran: 0, pattern, broken, event: null };
  run.event = (type, fields) => tell({ ...fields, type, time: run.id * 10 });
  run.event('start', { protocolVersion: '0.1.1', runnerVersion: '1.25.8', pid: process.pid });
  for (const [suiteID, file] of chosen.entries()) runSuite(run, suiteID, file);
  const isEmpty = run.ran === 0 && run.failed === 0;
  run.event('done', { success: isEmpty ? null : run.failed === 0 });
  return isEmpty ? 79 : run.failed === 0 ? 0 : 1;
}

function runSuite(run, suiteID, file) {
  run.event('suite', { suite: { id: suiteID, platform: 'vm', path: file } });
  const testID = (run.id += 1);
  const nowhere = { line: null, column: null, url: null };
  const test = { id: testID, name: `loading ${file}`, suiteID, groupIDs: [], ...nowhere };
  run.event('testStart', { test });
  if (file === run.broken) {
    run.failed += 1;
    const error = `Failed to load "${file}": ${file}:1:1: Error: Expected an identifier.`;
    run.event('error', { testID, error, stackTrace: '', isFailure: false });
    run.event('testDone', { testID, result: 'error', skipped: false, hidden: false });
    return;
  }
  run.event('testDone', { testID, result: 'success', skipped: false, hidden: true });
  const groupID = 1000 + suiteID;
  const isChosen = ({ name }) => run.pattern === null || run.pattern.test(name);
  const tests = testsIn(file, syntax).filter(isChosen);
  const group = { id: groupID, suiteID, parentID: null, name: '', testCount: tests.length };
  run.event('group', { group: { ...group, ...nowhere, metadata: { skip: false } } });
  for (const one of tests) runTest(run, one, { suiteID, groupIDs: [groupID] });
}

function runTest(run, one, place) {
  const testID = (run.id += 1);
  run.ran += 1;
  const skipped = one.status === 'skipped';
  const where = { line: one.line, column: 3, url: `file://${path.resolve(one.file)}` };
  const metadata = { skip: skipped, skipReason: null };
  run.event('testStart', { test: { id: testID, name: one.name, ...place, metadata, ...where } });
  if (one.status === 'failed') {
    run.failed += 1;
    const stackTrace = `package:matcher fail\n${one.file} ${one.failedLine}:5  main.<fn>\n`;
    run.event('error', { testID, error: one.message, stackTrace, isFailure: true });
  }
  const result = one.status === 'failed' ? 'failure' : 'success';
  run.event('testDone', { testID, result, skipped, hidden: false });
}

module.exports = { runDart };
