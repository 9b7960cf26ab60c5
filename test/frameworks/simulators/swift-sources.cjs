'use strict';
// Tests of XCTest and of Swift Testing in the sources of a project.
const { testsIn } = require('./simulated.cjs');

const literal = '"(?<text>(?:[^"\\\\]|\\\\.)*)"';
const fails = new RegExp(`(?:XCTFail|Issue\\.record)\\(${literal}\\)`, 'u');
const skips = /XCTSkip\(|\.disabled\(/u;
const suite = /^(?:final )?(?:class|struct) (?<name>\w+)/mu;

function xctestsIn(file) {
  return testsIn(file, { test: /^[ \t]*func (?<name>test\w*)\(\)/gmu, fails, skips, suite });
}

function swiftTestingIn(file) {
  return testsIn(file, {
    test: /^[ \t]*@Test(?:\([^)\n]*\))? func (?<name>\w+)\(\)/gmu,
    fails,
    skips,
    suite,
  }).map((test) => ({ ...test, name: `${test.name}()` }));
}

module.exports = { swiftTestingIn, xctestsIn };
