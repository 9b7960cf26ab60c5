import { describe, expect, it, vi } from 'vitest';
import { defaultLimits, fixedLimits } from '../../src/engine/model/limits.ts';
import type { Action, Snapshot } from '../../src/engine/scheduler/plan.ts';
import { createScheduler, type ActionTable } from '../../src/engine/scheduler/scheduler.ts';
import { calm, idle } from './calm.ts';
import { HandClock } from './hand-clock.ts';

const snapshot: Snapshot = {
  ...calm,
  slots: [idle, { ...idle, agent: 'agent-2' }],
  claimable: true,
  queuedCandidates: 1,
};

/** A scheduler on a clock of the test's, with a table that notes what it was asked to do. */
function stage(actions: Partial<ActionTable> = {}) {
  const clock = new HandClock();
  const done: string[] = [];
  const errors: string[] = [];
  const note = (action: Action) => {
    done.push('agent' in action ? `${action.kind} ${action.agent}` : action.kind);
  };
  const read = vi.fn(() => snapshot);
  const scheduler = createScheduler({
    clock,
    limits: defaultLimits,
    read,
    actions: {
      'start-attempt': note,
      beat: note,
      checkpoint: note,
      'note-quiet': note,
      'stop-session': note,
      'sweep-leases': note,
      'look-at-budgets': note,
      'look-at-disk': note,
      'measure-slots': note,
      'tidy-state': note,
      'look-at-main': note,
      'verify-next': note,
      finish: note,
      ...actions,
    },
    onError: (action, error) => {
      errors.push(`${action?.kind ?? 'read'}: ${(error as Error).message}`);
    },
  });
  return { clock, done, errors, read, scheduler };
}

const all = ['verify-next', 'start-attempt agent-1', 'start-attempt agent-2'];

describe('the scheduler', () => {
  it('does nothing before it is started', () => {
    const { clock, read, scheduler } = stage();
    scheduler.wake();
    clock.advance(10 * fixedLimits.tickIntervalMs);
    expect(read).not.toHaveBeenCalled();
  });

  it('does all that is planned at once when it starts and at every tick', () => {
    const { clock, done, scheduler } = stage();
    scheduler.start();
    expect(done).toEqual(all);
    clock.advance(fixedLimits.tickIntervalMs - 1);
    expect(done).toHaveLength(3);
    clock.advance(1);
    expect(done).toEqual([...all, ...all]);
    clock.advance(3 * fixedLimits.tickIntervalMs);
    expect(done).toHaveLength(15);
  });

  it('ticks once for many wakes, and not within the one who wakes it', () => {
    const { clock, read, scheduler } = stage();
    scheduler.start();
    for (let count = 0; count < 100; count += 1) scheduler.wake();
    expect(read).toHaveBeenCalledTimes(1);
    clock.advance(0);
    expect(read).toHaveBeenCalledTimes(2);
    scheduler.wake();
    clock.advance(0);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('disk full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('disk full'))],
  ])('goes on with the other actions when one %s', async (_how, fail) => {
    const { clock, done, errors, scheduler } = stage({ 'verify-next': fail });
    scheduler.start();
    clock.advance(fixedLimits.tickIntervalMs);
    await scheduler.stop();
    const others = all.slice(1);
    expect(done).toEqual([...others, ...others]);
    expect(errors).toEqual(['verify-next: disk full', 'verify-next: disk full']);
  });

  it('goes on ticking when the world could not be read', () => {
    const { clock, done, errors, read, scheduler } = stage();
    read.mockImplementationOnce(() => {
      throw new Error('database is locked');
    });
    scheduler.start();
    expect(done).toEqual([]);
    clock.advance(fixedLimits.tickIntervalMs);
    expect(done).toEqual(all);
    expect(errors).toEqual(['read: database is locked']);
  });

  it('does not wait for an action before it goes on', () => {
    const { clock, done, scheduler } = stage({ 'verify-next': () => new Promise(() => undefined) });
    scheduler.start();
    clock.advance(fixedLimits.tickIntervalMs);
    expect(done).toHaveLength(4);
  });

  it('ends with its timers gone and its actions done', async () => {
    const verify = Promise.withResolvers<undefined>();
    const { clock, read, scheduler } = stage({ 'verify-next': () => verify.promise });
    scheduler.start();
    scheduler.wake();
    const stopped = vi.fn();
    const stopping = scheduler.stop().then(stopped);
    expect(clock.timers).toBe(0);
    scheduler.wake();
    clock.advance(10 * fixedLimits.tickIntervalMs);
    expect(read).toHaveBeenCalledTimes(1);
    await Promise.resolve();
    expect(stopped).not.toHaveBeenCalled();
    verify.resolve(undefined);
    await stopping;
    expect(stopped).toHaveBeenCalled();
  });
});
