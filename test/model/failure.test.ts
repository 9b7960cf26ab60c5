import { describe, expect, it, test } from 'vitest';
import { afterFailure, type Failure, type FailureCounts } from '../../src/engine/model/failure.ts';
import { errorFingerprint } from '../../src/engine/model/fingerprint.ts';

const limits = { attemptsMax: 10, sameFailuresMax: 3, crashesMax: 5 };

/** A feature whose first attempt has just been begun. */
const fresh: FailureCounts = {
  attempts: 1,
  gateFailures: 0,
  conflicts: 0,
  faults: 0,
  errorPrint: null,
  errorRepeats: 0,
  diffPrint: null,
  diffRepeats: 0,
};

const red: Failure = { kind: 'gate', reason: 'adds() is red', diffPrint: 'd1', crashes: 0 };

/** Fails again and again, each time as the next attempt, until it is blocked or the failures are used up. */
function fail(failures: readonly Partial<Failure>[], from = fresh) {
  let after = { counts: { ...from, attempts: from.attempts - 1 }, block: null } as ReturnType<
    typeof afterFailure
  >;
  for (const failure of failures) {
    const before = { ...after.counts, attempts: after.counts.attempts + 1 };
    after = afterFailure(before, { ...red, ...failure }, limits);
    if (after.block !== null) break;
  }
  return after;
}

describe('a failure is counted by its kind', () => {
  test.each<[Failure['kind'], Partial<FailureCounts>]>([
    ['gate', { attempts: 1, gateFailures: 1, conflicts: 0, faults: 0 }],
    ['conflict', { attempts: 1, gateFailures: 0, conflicts: 1, faults: 0 }],
    ['session', { attempts: 1, gateFailures: 0, conflicts: 0, faults: 0 }],
    ['fault', { attempts: 0, gateFailures: 0, conflicts: 0, faults: 1 }],
    ['none', { attempts: 0, gateFailures: 0, conflicts: 0, faults: 0 }],
  ])('%s', (kind, counts) => {
    expect(fail([{ kind }])).toMatchObject({ counts, block: null });
  });
});

describe('the breaker', () => {
  const differing = [{ diffPrint: 'a' }, { diffPrint: 'b' }, { diffPrint: 'c' }];

  it('blocks after the same error three times, whatever was changed', () => {
    expect(fail(differing).block).toEqual({
      kind: 'breaker',
      reason: 'the same error 3 times, the last: adds() is red',
    });
    expect(fail(differing.slice(1)).block).toBeNull();
  });

  it('takes errors that differ in numbers and times only for the same', () => {
    const errors = ['took 31 ms at 12:00:01', 'took 8 ms at 12:04:59', 'took 1.5 s at 13:00:00'];
    const failures = errors.map((error, at) => ({ error, diffPrint: String(at) }));
    expect(fail(failures).block?.kind).toBe('breaker');
  });

  it('begins to count anew with another error', () => {
    const reasons = ['one', 'one', 'two', 'one', 'one'];
    const failures = reasons.map((reason, at) => ({ reason, diffPrint: String(at) }));
    expect(fail(failures)).toMatchObject({ counts: { errorRepeats: 2 }, block: null });
  });

  it('blocks after the same change three times, whatever went wrong', () => {
    const failures = ['one', 'two', 'three'].map((reason) => ({ reason }));
    expect(fail(failures).block).toEqual({
      kind: 'breaker',
      reason: 'the same change 3 times, the last: three',
    });
  });

  it('lets an attempt without a known change neither confirm nor break a row of changes', () => {
    const failures: Partial<Failure>[] = [
      { reason: 'one' },
      { reason: 'two', diffPrint: null },
      { reason: 'three' },
      { reason: 'four' },
    ];
    expect(fail(failures).block?.reason).toContain('the same change 3 times');
  });

  it('does not count faults of the machine', () => {
    const faults = Array.from({ length: 20 }, () => ({ kind: 'fault' }) as const);
    expect(fail(faults)).toMatchObject({ counts: { attempts: 0, faults: 20 }, block: null });
  });
});

describe('the limits of attempts and of deaths', () => {
  it('blocks after the last attempt that is allowed', () => {
    const failures = Array.from({ length: 10 }, (_, at) => ({
      reason: 'abcdefghij'[at] ?? '',
      diffPrint: String(at),
    }));
    expect(fail(failures.slice(1)).block).toBeNull();
    expect(fail(failures).block).toEqual({
      kind: 'attempts',
      reason: '10 attempts failed, the last: j',
    });
  });

  test.each<[Failure['kind'], string | undefined]>([
    ['session', 'crash-loop'],
    ['fault', 'crash-loop'],
    ['gate', undefined],
    ['none', undefined],
  ])('a %s failure after five deaths in a short while: %s', (kind, block) => {
    expect(fail([{ kind, crashes: 5 }]).block?.kind).toBe(block);
    expect(fail([{ kind, crashes: 4 }]).block).toBeNull();
  });
});

describe('the fingerprint of an error', () => {
  test.each([
    ['expected 3 to be 4 (12 ms)', 'expected 5 to be 4 (9.25 ms)'],
    ['at /tmp/agent-tui-x1/sum.js:3', 'at /tmp/agent-tui-y2/sum.js:3'],
    ['2026-11-27T10:00:00.123Z boom', '2026-12-01 11:30:00 boom'],
    ['0x7ffe12 in frame deadbeef01', '0x55aa in frame cafe1234567'],
    ['Segfault   in\nworker', 'segfault in worker'],
  ])('is the same for %j and %j', (a, b) => {
    expect(errorFingerprint(a)).toBe(errorFingerprint(b));
  });

  test.each([
    ['adds() is red', 'subtracts() is red'],
    ['cannot find module "left"', 'cannot find module "right"'],
    ['', 'boom'],
  ])('differs for %j and %j', (a, b) => {
    expect(errorFingerprint(a)).not.toBe(errorFingerprint(b));
  });
});
