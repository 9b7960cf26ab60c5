import { describe, expect, test } from 'vitest';
import type { Action, Snapshot } from '../../src/engine/scheduler/plan.ts';
import { planned, working } from './calm.ts';

describe('the plan for the engine’s own house', () => {
  test.each<[string, Partial<Snapshot>, Action[]]>([
    ['the disk was not looked at lately: a look', { diskSeen: false }, [{ kind: 'look-at-disk' }]],
    [
      'nobody knows how full the disk is: nothing is claimed or verified before the look',
      { diskSeen: false, claimable: true, queuedCandidates: 1 },
      [{ kind: 'look-at-disk' }],
    ],
    [
      'the disk has too little room: nothing is claimed, verified or looked at',
      { diskShortMs: 1, claimable: true, queuedCandidates: 1, mainSeen: false },
      [],
    ],
    [
      'no heartbeat can be written for want of room: silence is not held against anybody',
      { diskShortMs: 1, leasesSwept: false },
      [],
    ],
    [
      'work trees were not measured lately: that',
      { slotsMeasured: false },
      [{ kind: 'measure-slots' }],
    ],
    [
      'logs were not tidied lately: that, on a full disk too',
      { stateTidied: false, diskShortMs: 1 },
      [{ kind: 'tidy-state' }],
    ],
  ])('when %s', (_case, changes, actions) => {
    expect(planned(changes)).toEqual(actions);
  });
});

describe('the end of a run whose disk is full', () => {
  test.each<[string, Partial<Snapshot>, boolean]>([
    ['for a while: not yet', { diskShortMs: 499 }, false],
    ['too long, with nobody there: the end', { diskShortMs: 500 }, true],
    ['too long while a slot works: not yet', { diskShortMs: 500, slots: [working] }, false],
    ['too long, and a person has paused the run: not', { diskShortMs: 500, run: 'paused' }, false],
    ['too long, and somebody watches: not', { diskShortMs: 500, endsByItself: false }, false],
  ])('when the disk has been full %s', (_case, changes, isDone) => {
    const actions = planned({ mainSeen: false, ...changes });
    expect(actions.some(({ kind }) => kind === 'finish')).toBe(isDone);
  });
});
