import { expect, test } from 'vitest';
import { decide } from '../../src/engine/gatekeeper/decide.ts';
import type { TestRun, TestVerdict } from '../../src/engine/model/test-report.ts';
import type { Decision, Evidence } from '../../src/engine/model/verdict.ts';

const failing = {
  name: 'adds',
  status: 'failed',
  durationMs: 1,
  message: '1 !== 2',
  file: 'test/a.test.js',
  line: 4,
} as const;

function run(verdict: TestVerdict, passed = 3, failed = 0): TestRun {
  return {
    verdict,
    framework: 'node-test',
    command: ['node', '--test'],
    exitCode: verdict === 'passed' ? 0 : 1,
    signal: null,
    durationMs: 10,
    totals: { total: passed + failed, passed, failed, skipped: 0 },
    failing: failed > 0 ? [failing] : [],
    reason: verdict === 'passed' ? null : `reason: ${verdict}`,
    output: '',
  };
}

const clean: Evidence = {
  candidateHead: 'h',
  base: 'b',
  merge: { kind: 'clean', tree: 't', commit: 'c' },
  findings: [],
  setup: { kind: 'done' },
  tests: run('passed'),
  baselinePassed: 3,
};

const conflict = { kind: 'conflict', files: [{ path: 'a.js', excerpt: '' }] } as const;
const broken = { kind: 'failed', reason: 'npm ci exited 1' } as const;

const rows: [string, Partial<Evidence>, Decision['outcome'], RegExp | null][] = [
  ['as many tests as on main', {}, 'verified', null],
  ['more tests than on main', { tests: run('passed', 9) }, 'verified', null],
  ['an unknown baseline', { baselinePassed: null }, 'verified', null],
  [
    'a failed test',
    { tests: run('failed', 2, 1) },
    'rejected',
    /1 of 3 tests failed; first: adds \(test\/a\.test\.js:4\)/,
  ],
  ['a failed test in a run called passed', { tests: run('passed', 5, 1) }, 'rejected', /1 of 6/],
  [
    'a failed run that names no test',
    { tests: run('failed', 0) },
    'rejected',
    /1 of 1 test failed/,
  ],
  [
    'fewer tests than on main',
    { tests: run('passed', 2) },
    'rejected',
    /2 tests passed, but 3 pass on main/,
  ],
  ['a run where nothing passed', { tests: run('passed', 0) }, 'rejected', /no test passed/],
  [
    'a run where nothing passed, baseline unknown',
    { tests: run('passed', 0), baselinePassed: null },
    'errored',
    /no test passed/,
  ],
  ['no tests, main had some', { tests: run('no-tests', 0) }, 'rejected', /no-tests/],
  [
    'no tests, main had none',
    { tests: run('no-tests', 0), baselinePassed: 0 },
    'errored',
    /no-tests/,
  ],
  [
    'no tests, main unknown',
    { tests: run('no-tests', 0), baselinePassed: null },
    'errored',
    /no-tests/,
  ],
  ['an unreadable report', { tests: run('unreadable-report') }, 'rejected', /unreadable-report/],
  [
    'an unreadable report, main unknown',
    { tests: run('unreadable-report'), baselinePassed: null },
    'errored',
    /unreadable/,
  ],
  ['a crash', { tests: run('crashed') }, 'rejected', /crashed/],
  ['a crash, main unknown', { tests: run('crashed'), baselinePassed: null }, 'errored', /crashed/],
  ['a hang', { tests: run('timed-out') }, 'rejected', /timed-out/],
  [
    'a hang, main unknown',
    { tests: run('timed-out'), baselinePassed: null },
    'errored',
    /timed-out/,
  ],
  ['a missing command', { tests: run('command-not-found') }, 'rejected', /command-not-found/],
  [
    'a missing command, main unknown',
    { tests: run('command-not-found'), baselinePassed: null },
    'errored',
    /command-not-found/,
  ],
  [
    'a tree that cannot be laid out',
    { setup: { kind: 'unplaced', reason: 'name too long' }, tests: null },
    'rejected',
    /name too long/,
  ],
  [
    'a tree that cannot be laid out, main unknown',
    { setup: { kind: 'unplaced', reason: 'name too long' }, tests: null, baselinePassed: null },
    'errored',
    /name too long/,
  ],
  [
    'a merge that git could not do',
    { merge: { kind: 'failed', reason: 'git merge-tree failed' }, tests: null },
    'errored',
    /merge-tree failed/,
  ],
  ['a cancelled run', { tests: run('cancelled') }, 'errored', /cancelled/],
  ['no run at all', { tests: null }, 'errored', /no tests were run/],
  [
    'set-up that fails by itself',
    { setup: { ...broken, inputsChanged: false }, tests: null },
    'errored',
    /set-up failed: npm ci exited 1/,
  ],
  [
    'set-up that the candidate broke',
    { setup: { ...broken, inputsChanged: true }, tests: null },
    'rejected',
    /set-up failed/,
  ],
  ['nothing new', { merge: { kind: 'unchanged' }, tests: null }, 'rejected', /nothing to merge/],
  [
    'a finding',
    { findings: [{ rule: 'submodule', detail: 'x: nested' }], tests: null },
    'rejected',
    /x: nested/,
  ],
  [
    'a finding beside a pass',
    { findings: [{ rule: 'submodule', detail: 'x: nested' }] },
    'rejected',
    /x: nested/,
  ],
  ['a conflict', { merge: conflict, tests: null }, 'conflicted', /conflicts with main in a\.js/],
  ['a conflict beside a pass', { merge: conflict }, 'conflicted', /a\.js/],
];

test.each(rows)('%s: %#', (...[, change, outcome, reason]) => {
  const decision = decide({ ...clean, ...change });
  expect(decision.outcome).toBe(outcome);
  if (reason === null) expect(decision.reasons).toEqual([]);
  else expect(decision.reasons.join('\n')).toMatch(reason);
});

test('only a passed run with a clean merge is ever verified', () => {
  for (const [, change, outcome] of rows.filter((row) => row[2] === 'verified')) {
    const evidence = { ...clean, ...change };
    expect([outcome, evidence.merge.kind, evidence.tests?.verdict]).toEqual([
      'verified',
      'clean',
      'passed',
    ]);
  }
});
