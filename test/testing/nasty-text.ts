import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';
import type { NastyReport, Outcome } from './nasty-outcome.ts';

function printed(
  format: ReportFormat,
  title: string,
  report: readonly [text: string, expected: Outcome],
): NastyReport {
  return { title: `${format} ${title}`, format, text: report[0], expected: report[1] };
}

const cut = 'it stops in the middle';
const rule = '='.repeat(70);

export const nastyText: readonly NastyReport[] = [
  printed('unittest-text', 'is cut off after a failure', [
    `F\n${rule}\nFAIL: test_a (m.T.test_a)\n`,
    cut,
  ]),
  printed('unittest-text', 'is cut off before the verdict', ['..\nRan 2 tests in 0.001s\n', cut]),
  printed('unittest-text', 'is not verbose', [
    '.s.\nRan 3 tests in 0.001s\n\nOK (skipped=1)\n',
    [3, 2, 0, 1],
  ]),
  printed('unittest-text', 'counts more failures than it tells', [
    'F\nRan 1 test in 0.001s\n\nFAILED (failures=1)\n',
    'it tells other failures than it counts',
  ]),
  printed('unittest-text', 'ran nothing', [
    'Ran 0 tests in 0.000s\n\nNO TESTS RAN\n',
    [0, 0, 0, 0],
  ]),
  printed('unittest-text', 'has a test that passed unexpectedly', [
    'u\nRan 1 test in 0.001s\n\nFAILED (unexpected successes=1)\n',
    [1, 0, 1, 0],
  ]),
  printed('unittest-text', 'has a class whose set-up failed', [
    `E\n${rule}\nERROR: setUpClass (m.T)\nboom\nRan 0 tests in 0.001s\n\nFAILED (errors=1)\n`,
    [1, 0, 1, 0],
  ]),
  printed('unittest-text', 'is two runs, with colours and line ends of Windows', [
    '\u001b[32m.\u001b[0m\r\nRan 1 test in 0.001s\r\n\r\nOK\r\n.\r\nRan 1 test in 0.1s\r\n\r\nOK\r\n',
    [2, 2, 0, 0],
  ]),
  printed('unittest-text', 'counts a billion tests', [
    'Ran 999999999 tests in 0.001s\n\nOK\n',
    'it counts more than 1000000 tests',
  ]),
  printed('unittest-text', 'skips two parts of one test', [
    "test_a (m.T.test_a) ... \n  test_a (m.T.test_a) (i=0) ... skipped 'x'\n  test_a (m.T.test_a) (i=1) ... skipped 'x'\ntest_b (m.T.test_b) ... ok\nRan 2 tests in 0.001s\n\nOK (skipped=2)\n",
    [3, 1, 0, 2],
  ]),
  printed('unittest-text', 'fails twice in one test', [
    `${rule}\nERROR: test_a (m.T.test_a)\nboom\n${rule}\nFAIL: test_a (m.T.test_a)\nno\nRan 2 tests in 0.001s\n\nFAILED (failures=1, errors=1)\n`,
    [3, 1, 2, 0],
  ]),
  printed('minitest-text', 'has names with spaces, brackets and hashes', [
    'a [b]#test_0001_c # d = 0.00 s = F\n\n  1) Failure:\na [b]#test_0001_c # d [m.rb:8]:\nno\n\n1 runs, 1 assertions, 1 failures, 0 errors, 0 skips\n',
    [1, 0, 1, 0],
  ]),
  printed('cargo-text', 'has a program that died', [
    'running 2 tests\ntest a ... ok\n',
    [2, 1, 1, 0],
  ]),
  printed('cargo-text', 'has a program that died before another one', [
    'running 2 tests\ntest a ... ok\nrunning 1 test\ntest b ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n',
    [3, 2, 1, 0],
  ]),
  printed('cargo-text', 'has a program that died without a word', [
    "     Running tests/a.rs (target/debug/deps/a-1)\nerror: test failed\n\nCaused by:\n  process didn't exit successfully: `a` (signal: 6)\n",
    [1, 0, 1, 0],
  ]),
  printed('cargo-text', 'does not compile', [
    'error[E0425]: cannot find value `x`\n --> src/lib.rs:3:5\n\nerror: could not compile `a` (lib test) due to 1 previous error\n',
    [1, 0, 1, 0],
  ]),
  printed('cargo-text', 'prints the errors of a compiler that it tests', [
    'running 1 test\nerror[E0425]: cannot find value `x`\ntest a ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n',
    [1, 1, 0, 0],
  ]),
  printed('cargo-text', 'prints in the middle of a line', [
    'running 1 test\ntest a ... hello\nok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n',
    [1, 1, 0, 0],
  ]),
  printed('cargo-text', 'failed without a failed test', [
    'running 0 tests\ntest result: FAILED. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n',
    [1, 0, 1, 0],
  ]),
  printed('cargo-text', 'ran nothing', [
    'running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n',
    [0, 0, 0, 0],
  ]),
  printed('uvu-text', 'is cut off', ['  Total:     2\n  Passed:    2\n', cut]),
  printed('uvu-text', 'is two runs', [
    '  Total:     2\n  Passed:    1\n  Skipped:   1\n  Duration:  1ms\n  Total:     1\n  Passed:    1\n  Skipped:   0\n  Duration:  1ms\n',
    [4, 2, 1, 1],
  ]),
  printed('jasmine-text', 'is cut off after a failure', [
    'Failures:\n1) a\n  Message:\n    no\n',
    cut,
  ]),
  printed('jasmine-text', 'found nothing', [
    'Started\n\n\nNo specs found\nFinished in 0.001 seconds\n',
    [0, 0, 0, 0],
  ]),
  printed('jasmine-text', 'is a line of a summary inside another line', [
    'I ran 4 specs, 0 failures\n',
    'it has no summary of Jasmine',
  ]),
  printed('exunit-text', 'is cut off after a failure', [
    '  1) test a (T)\n     test/a.exs:1\n',
    cut,
  ]),
  printed('exunit-text', 'has tests that are excluded and invalid', [
    'Finished in 0.1 seconds\n2 doctests, 1 property, 6 tests, 1 failure, 2 excluded, 3 invalid\n',
    [9, 3, 4, 2],
  ]),
  printed('exunit-text', 'is of two applications', [
    '3 tests, 0 failures\n1 test, 1 failure\n',
    [4, 3, 1, 0],
  ]),
  printed('exunit-text', 'found nothing', ['There are no tests to run\n', [0, 0, 0, 0]]),
  printed('minitest-text', 'is cut off after an error', ['  1) Error:\nT#test_a:\nboom\n', cut]),
  printed('minitest-text', 'is of two programs', [
    '2 runs, 2 assertions, 0 failures, 0 errors, 0 skips\n3 runs, 2 assertions, 1 failures, 1 errors, 1 skips\n',
    [5, 2, 2, 1],
  ]),
  printed('alcotest-text', 'has a program that died', [
    "Testing `a'.\n  [OK]          g          0   x.\n",
    [2, 1, 1, 0],
  ]),
  printed('alcotest-text', 'does not compile', [
    'File "t.ml", line 3, characters 4-5:\n3 | x\nError: Unbound value x\n',
    [1, 0, 1, 0],
  ]),
  printed('alcotest-text', 'has a program that passed', [
    "Testing `a'.\n  [OK]          g          0   x.\n  [SKIP]        g          1   y.\nTest Successful in 0.001s. 1 test run.\n",
    [2, 1, 0, 1],
  ]),
  printed('hspec-text', 'has a suite that died', ['Test suite a: RUNNING...\nfoo\n', [1, 0, 1, 0]]),
  printed('hspec-text', 'has suites of another kind', [
    'Test suite a: RUNNING...\nTest suite a: PASS\nTest suite b: RUNNING...\nTest suite b: FAIL\n',
    [2, 1, 1, 0],
  ]),
  printed('hspec-text', 'is cut off in its failures', [
    'Failures:\n\n  a.hs:1:1: \n  1) g fails\n',
    cut,
  ]),
  printed('automake-trs', 'has words that nobody knows', [
    ':test-result: PASS\n:test-result: SPLENDID\n',
    [2, 1, 1, 0],
  ]),
  printed('automake-trs', 'has no result', [':recheck: yes\n', 'it has no test result']),
];
