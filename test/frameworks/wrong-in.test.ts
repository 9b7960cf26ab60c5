import { describe, expect, it } from 'vitest';
import type { TestRun, TestVerdict } from '../../src/engine/model/test-report.ts';
import type { ScenarioName } from './framework-case.ts';
import { pytestCase } from './cases/pytest.ts';
import { wrongIn } from './wrong-in.ts';

const failure = {
  name: 'tests.test_sums > test_adds',
  status: 'failed',
  durationMs: 1,
  message: 'assert 4 == 3',
  file: 'tests/test_sums.py',
  line: 5,
} as const;

function runOf(verdict: TestVerdict, changed: Partial<TestRun> = {}): TestRun {
  return {
    verdict,
    framework: 'pytest',
    command: ['python3', '-m', 'pytest'],
    exitCode: 0,
    signal: null,
    durationMs: 10,
    totals: { total: 2, passed: 1, failed: 0, skipped: 1 },
    failing: [],
    reason: null,
    output: '',
    ...changed,
  };
}

const red = {
  totals: { total: 2, passed: 0, failed: 1, skipped: 1 },
  failing: [failure],
};
const none = { total: 0, passed: 0, failed: 0, skipped: 0 };

type Row = readonly [name: Exclude<ScenarioName, 'generated'>, run: TestRun, wrong: RegExp | null];

const rows: readonly Row[] = [
  ['green', runOf('passed'), null],
  ['green', runOf('failed'), /verdict is failed and not passed/],
  ['green', runOf('passed', { totals: none }), /totals/],
  ['green', runOf('passed', { framework: 'unittest' }), /run as unittest/],
  ['red', runOf('failed', red), null],
  ['red', runOf('crashed', red), /verdict/],
  ['red', runOf('failed', { ...red, failing: [{ ...failure, line: 6 }] }), /no failing test/],
  ['red', runOf('failed', { ...red, failing: [{ ...failure, file: null }] }), /no failing test/],
  ['red', runOf('failed', { ...red, failing: [] }), /no failing test/],
  ['zero', runOf('no-tests', { totals: none }), null],
  ['zero', runOf('passed', { totals: none }), /verdict/],
  ['broken', runOf('crashed', { output: 'test_sums.py: syntax error' }), null],
  ['broken', runOf('failed', { failing: [failure] }), null],
  ['broken', runOf('crashed'), /nothing names test_sums\.py/],
  ['broken', runOf('timed-out', { output: 'test_sums.py' }), /cannot be loaded gives timed-out/],
  ['broken', runOf('passed', { output: 'test_sums.py' }), /cannot be loaded gives passed/],
  ['hang', runOf('timed-out'), null],
  ['hang', runOf('crashed'), /verdict/],
];

describe('a case', () => {
  it.each(rows)('sees in %s what is wrong with a run', (name, run, wrong) => {
    const seen = wrongIn(pytestCase, name, run);
    if (wrong === null) expect(seen).toEqual([]);
    else expect(seen.join('\n')).toMatch(wrong);
  });
});
