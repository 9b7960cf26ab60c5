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
  let id = 0;
  let failed = 0;
  let ran = 0;
  const event = (type, fields) => tell({ ...fields, type, time: id * 10 });
  event('start', { protocolVersion: '0.1.1', runnerVersion: '1.25.8', pid: process.pid });
  for (const [suiteID, file] of chosen.entries()) {
    event('suite', { suite: { id: suiteID, platform: 'vm', path: file } });
    const loading = {
      id: (id += 1),
      name: `loading ${file}`,
      suiteID,
      groupIDs: [],
      line: null,
      column: null,
      url: null,
    };
    event('testStart', { test: loading });
    if (file === broken) {
      failed += 1;
      const error = `Failed to load "${file}": ${file}:1:1: Error: Expected an identifier.`;
      event('error', { testID: loading.id, error, stackTrace: '', isFailure: false });
      event('testDone', { testID: loading.id, result: 'error', skipped: false, hidden: false });
      continue;
    }
    event('testDone', { testID: loading.id, result: 'success', skipped: false, hidden: true });
    const groupID = 1000 + suiteID;
    const tests = testsIn(file, syntax).filter(
      ({ name }) => pattern === null || pattern.test(name),
    );
    event('group', {
      group: {
        id: groupID,
        suiteID,
        parentID: null,
        name: '',
        metadata: { skip: false, skipReason: null },
        testCount: tests.length,
        line: null,
        column: null,
        url: null,
      },
    });
    for (const one of tests) {
      const url = `file://${path.resolve(file)}`;
      const testID = (id += 1);
      event('testStart', {
        test: {
          id: testID,
          name: one.name,
          suiteID,
          groupIDs: [groupID],
          metadata: { skip: one.status === 'skipped', skipReason: null },
          line: one.line,
          column: 3,
          url,
        },
      });
      ran += 1;
      if (one.status === 'failed') {
        failed += 1;
        const stackTrace = `package:matcher fail\n${file} ${one.failedLine}:5  main.<fn>\n`;
        event('error', { testID, error: one.message, stackTrace, isFailure: true });
      }
      const result = one.status === 'failed' ? 'failure' : 'success';
      event('testDone', { testID, result, skipped: one.status === 'skipped', hidden: false });
    }
  }
  const isEmpty = ran === 0 && failed === 0;
  event('done', { success: isEmpty ? null : failed === 0 });
  return isEmpty ? 79 : failed === 0 ? 0 : 1;
}

module.exports = { runDart };
