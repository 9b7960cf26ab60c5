import { expect, test } from 'vitest';
import { conflictExcerpt } from '../../src/engine/gatekeeper/conflict.ts';
import { feedback } from '../../src/engine/gatekeeper/feedback.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import type { TestCase, TestRun } from '../../src/engine/model/test-report.ts';
import type { Evidence, Verdict } from '../../src/engine/model/verdict.ts';

function testCase(n: number, message = `expected ${String(n)}`): TestCase {
  return {
    name: `case ${String(n)}`,
    status: 'failed',
    durationMs: 1,
    message,
    file: 'test/a.test.js',
    line: n,
  };
}

function testRun(failing: readonly TestCase[], output: string): TestRun {
  return {
    verdict: failing.length > 0 ? 'failed' : 'crashed',
    framework: 'node-test',
    command: ['node', '--test'],
    exitCode: 1,
    signal: null,
    durationMs: 1,
    totals: { total: failing.length + 1, passed: 1, failed: failing.length, skipped: 0 },
    failing,
    reason: null,
    output,
  };
}

function verdict(evidence: Partial<Evidence>, reasons: string[]): Verdict {
  return {
    id: 'v1',
    candidateId: 1,
    featureId: 1,
    epoch: 1,
    gateHash: 'g',
    startedAt: 0,
    finishedAt: 1,
    outcome: 'rejected',
    reasons,
    evidence: {
      candidateHead: 'h',
      base: 'b',
      merge: { kind: 'clean', tree: 't', commit: 'c' },
      findings: [],
      setup: { kind: 'done' },
      tests: null,
      baselinePassed: 1,
      ...evidence,
    },
  };
}

const textFor = (v: Verdict, mainSubjects: string[] = []) =>
  feedback({ verdict: v, featureName: 'Totals', mainSubjects });

test('failing tests come first, by name, place and message, then the end of the output', () => {
  const tests = testRun([testCase(3)], `${'noise\n'.repeat(5_000)}the end`);
  const text = textFor(verdict({ tests }, ['1 of 2 tests failed']));
  expect(text).toMatch(/^The work on "Totals" was not merged into main\.\n- 1 of 2 tests failed\n/);
  expect(text).toContain('case 3 (test/a.test.js:3)\n    expected 3');
  expect(text.indexOf('case 3')).toBeLessThan(text.indexOf('Output of `node --test`'));
  expect(text.endsWith('the end')).toBe(true);
});

test('it never grows over its bound, however much failed', () => {
  const failing = Array.from({ length: 500 }, (_, n) => testCase(n, 'x'.repeat(5_000)));
  const text = textFor(verdict({ tests: testRun(failing, 'y'.repeat(100_000)) }, ['many']));
  expect(text.length).toBeLessThanOrEqual(fixedLimits.feedbackCharsMax);
  expect(text).toContain('more failing tests');
});

test('a crash shows the end of the output, within the bound', () => {
  const tests = testRun([], `${'line\n'.repeat(10_000)}fatal: out of memory`);
  const text = textFor(verdict({ tests }, ['the test run crashed']));
  expect(text.length).toBeLessThanOrEqual(fixedLimits.feedbackCharsMax);
  expect(text.endsWith('fatal: out of memory')).toBe(true);
});

test('a conflict names the files with both sides, and what main gained', () => {
  const excerpt = '<<<<<<< main\na\n=======\nb\n>>>>>>> this feature';
  const merge = { kind: 'conflict', files: [{ path: 'src/a.js', excerpt }] } as const;
  const text = textFor(verdict({ merge }, ['it conflicts']), ['Merge feature #2: Sums']);
  expect(text).toContain(
    'src/a.js\n    <<<<<<< main\n    a\n    =======\n    b\n    >>>>>>> this feature',
  );
  expect(text).toContain('Main has changed since this work began:\n- Merge feature #2: Sums');
});

test('an excerpt shows each conflict with a little around it and leaves the rest out', () => {
  const filler = Array.from({ length: 50 }, (_, n) => `line ${String(n)}`);
  const block = ['<<<<<<< 1234', 'ours', '=======', 'theirs', '>>>>>>> 5678'];
  const merged = [...filler, ...block, ...filler, ...block, ...filler].join('\n');
  const text = conflictExcerpt({ merged, main: '', feature: '' });
  expect(text.match(/ours\n=======\ntheirs/g)).toHaveLength(2);
  expect(text.split('\n')).toHaveLength(3 + 2 * (block.length + 6));
  expect(text).toContain('<<<<<<< main');
  expect(text).not.toContain('1234');
});

test('an excerpt of a conflict without lines says what each side did', () => {
  expect(conflictExcerpt({ merged: 'x', main: null, feature: 'x' })).toMatch(/deleted on main/);
  expect(conflictExcerpt({ merged: 'x', main: 'x', feature: null })).toMatch(
    /deleted by the feature/,
  );
  expect(conflictExcerpt({ merged: '\0', main: '\0', feature: '\0' })).toMatch(/no lines to show/);
});

test('a huge conflict is cut', () => {
  const merged = `<<<<<<< a\n${'x\n'.repeat(10_000)}=======\n>>>>>>> b`;
  const text = conflictExcerpt({ merged, main: '', feature: '' });
  expect(text.length).toBeLessThan(fixedLimits.conflictExcerptCharsMax + 50);
});
