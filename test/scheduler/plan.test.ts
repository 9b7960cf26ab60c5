import { describe, expect, it, test } from 'vitest';
import {
  plan,
  type Action,
  type SlotSnapshot,
  type Snapshot,
} from '../../src/engine/scheduler/plan.ts';
import { calm, idle, limits, planned, working } from './calm.ts';

const start = (agent: string): Action => ({ kind: 'start-attempt', agent });
const agent = 'agent-1';

describe('the plan for a session', () => {
  test.each<[string, Partial<SlotSnapshot>, Action[]]>([
    ['that has just begun: nothing', {}, []],
    ['that did not beat for a while: a beat', { sinceBeatMs: 30 }, [{ kind: 'beat', agent }]],
    ['that beat a moment ago: nothing', { sinceBeatMs: 29 }, []],
    [
      'without a checkpoint for a while: a checkpoint',
      { sinceCheckpointMs: 120 },
      [{ kind: 'checkpoint', agent }],
    ],
    [
      'that is quiet: a note with how long',
      { sinceProgressMs: 150 },
      [{ kind: 'note-quiet', agent, quietMs: 150 }],
    ],
    ['that is known to be quiet: nothing', { sinceProgressMs: 150, quietNoted: true }, []],
    [
      'that stalled: a stop and no checkpoint, the end keeps one',
      { sinceProgressMs: 200, sinceCheckpointMs: 120 },
      [{ kind: 'stop-session', agent, ending: 'stalled' }],
    ],
    [
      'that is too old: a stop, however busy it is',
      { sessionAgeMs: 1000, sinceBeatMs: 30 },
      [
        { kind: 'beat', agent },
        { kind: 'stop-session', agent, ending: 'timed-out' },
      ],
    ],
    [
      'that is too old and stalled: one stop',
      { sessionAgeMs: 1000, sinceProgressMs: 200 },
      [{ kind: 'stop-session', agent, ending: 'timed-out' }],
    ],
    [
      'with everything due at once: each of them',
      { sinceBeatMs: 30, sinceProgressMs: 100, sinceCheckpointMs: 120 },
      [
        { kind: 'beat', agent },
        { kind: 'note-quiet', agent, quietMs: 100 },
        { kind: 'checkpoint', agent },
      ],
    ],
    [
      'that is paused: beats alone, however long it lasts',
      {
        phase: 'paused',
        sinceBeatMs: 30,
        sinceProgressMs: 9999,
        sessionAgeMs: 9999,
        sinceCheckpointMs: 9999,
      },
      [{ kind: 'beat', agent }],
    ],
    [
      'that is being prepared: its beat alone',
      { phase: 'preparing', sinceBeatMs: 99, sessionAgeMs: 9999 },
      [{ kind: 'beat', agent }],
    ],
    [
      'that is ending: its beat alone',
      { phase: 'ending', sinceBeatMs: 99, sessionAgeMs: 9999 },
      [{ kind: 'beat', agent }],
    ],
  ])('%s', (_case, slot, actions) => {
    expect(planned({ slots: [{ ...working, ...slot }] })).toEqual(actions);
  });

  it('goes on while the run is paused, stopping or not yet running', () => {
    for (const run of ['paused', 'stopping', 'starting', 'finished'] as const) {
      const slots = [{ ...working, sinceBeatMs: 30 }];
      expect(planned({ run, slots })).toContainEqual({ kind: 'beat', agent });
    }
  });
});

describe('the plan for idle slots', () => {
  const three = ['agent-1', 'agent-2', 'agent-3'].map((name) => ({ ...idle, agent: name }));
  const held = { ...idle, agent: 'agent-2', held: true };

  test.each<[string, Partial<Snapshot>, Action[]]>([
    ['nothing can be claimed: nothing', {}, []],
    ['something can be claimed: an attempt', { claimable: true }, [start('agent-1')]],
    [
      'there are several: each may try',
      { claimable: true, slots: three },
      [start('agent-1'), start('agent-2'), start('agent-3')],
    ],
    [
      'one of them is held: not that one',
      { claimable: true, slots: [idle, held] },
      [start('agent-1')],
    ],
    ['none of them is idle: nothing', { claimable: true, slots: [working] }, []],
    ['the run is paused: nothing', { claimable: true, run: 'paused' }, []],
    ['the run is stopping: nothing', { claimable: true, run: 'stopping' }, []],
    ['the run has not begun: nothing', { claimable: true, run: 'starting' }, []],
    ['the run is over: nothing', { claimable: true, run: 'finished' }, []],
    [
      'the gate is at work: an attempt all the same',
      { claimable: true, gateBusy: true },
      [start('agent-1')],
    ],
  ])('when %s', (_case, changes, actions) => {
    expect(planned(changes)).toEqual(actions);
  });
});

describe('the plan for the gate', () => {
  const look: Action = { kind: 'look-at-main' };
  const verify: Action = { kind: 'verify-next' };

  test.each<[string, Partial<Snapshot>, Action[]]>([
    ['no candidate waits: nothing', {}, []],
    ['candidates wait: one of them', { queuedCandidates: 2 }, [verify]],
    ['it is at work: nothing', { queuedCandidates: 2, gateBusy: true, mainSeen: false }, []],
    ['main was not looked at lately: that first', { queuedCandidates: 2, mainSeen: false }, [look]],
    ['main was rewritten: nothing is verified', { queuedCandidates: 2, mainDiverged: true }, []],
    [
      'main was rewritten: it is looked at again',
      { queuedCandidates: 2, mainDiverged: true, mainSeen: false },
      [look],
    ],
    [
      'the run is paused: what was handed in is judged',
      { queuedCandidates: 1, run: 'paused' },
      [verify],
    ],
    ['the run is stopping: nothing is judged', { queuedCandidates: 1, run: 'stopping' }, []],
    ['the run has not begun: nothing', { queuedCandidates: 1, run: 'starting' }, []],
    ['the run is over: nothing', { queuedCandidates: 1, mainSeen: false, run: 'finished' }, []],
  ])('when %s', (_case, changes, actions) => {
    expect(planned(changes)).toEqual(actions);
  });
});

describe('the plan for budgets', () => {
  test.each(['running', 'paused', 'stopping'] as const)(
    'looks at them after another process has written, also while the run is %s',
    (run) => {
      expect(planned({ run, budgetsSeen: false })).toEqual([{ kind: 'look-at-budgets' }]);
    },
  );
});

describe('the plan for leases', () => {
  test.each(['running', 'paused', 'starting', 'stopping', 'finished'] as const)(
    'sweeps them when that is due, also while the run is %s',
    (run) => {
      expect(planned({ run, leasesSwept: false })).toEqual([{ kind: 'sweep-leases' }]);
    },
  );
});

describe('the end of a run', () => {
  const done: Partial<Snapshot> = { hasOpenFeatures: false };

  it('is planned when nothing is left', () => {
    expect(planned(done)).toEqual([{ kind: 'finish' }]);
  });

  test.each<[string, Partial<Snapshot>]>([
    ['a feature is open', { hasOpenFeatures: true }],
    ['the gate is at work', { gateBusy: true }],
    ['a slot works', { slots: [idle, working] }],
    ['a slot is ending', { slots: [{ ...idle, phase: 'ending' }] }],
    ['somebody watches it who ends it', { endsByItself: false }],
    ['a person has paused it', { run: 'paused' }],
    ['it is over already', { run: 'finished' }],
  ])('is not planned while %s', (_case, changes) => {
    expect(planned({ ...done, ...changes })).toEqual([]);
  });

  it('comes when a fault has paused it, since nobody is there to resume it', () => {
    const paused = { run: 'paused', pausedByFault: true, hasOpenFeatures: true } as const;
    expect(planned(paused)).toEqual([{ kind: 'finish' }]);
  });

  it('waits then for the verdict on what was handed in', () => {
    const paused = { run: 'paused', pausedByFault: true, queuedCandidates: 1 } as const;
    expect(planned(paused)).toEqual([{ kind: 'verify-next' }]);
    expect(planned({ ...paused, mainGreen: false })).toEqual([{ kind: 'finish' }]);
  });

  it('does not wait for an agent whose budget is used up, but for every other one', () => {
    const stopped = { ...working, phase: 'paused', held: true, overBudget: true } as const;
    const paused = { run: 'paused', pausedByFault: true } as const;
    const finish = [{ kind: 'finish' }];
    expect(planned({ ...paused, slots: [stopped, idle] })).toEqual(finish);
    expect(planned({ ...paused, slots: [stopped, { ...stopped, phase: 'ending' }] })).toEqual([]);
    expect(planned({ ...done, slots: [stopped, idle] })).toEqual(finish);
    expect(planned({ slots: [stopped] })).toEqual(finish);
    expect(planned({ slots: [stopped, idle] })).toEqual([]);
    expect(planned({ ...done, slots: [{ ...stopped, overBudget: false }, idle] })).toEqual([]);
  });

  it('comes also when a slot is held', () => {
    expect(planned({ ...done, slots: [{ ...idle, held: true }] })).toEqual([{ kind: 'finish' }]);
  });
});

test('the same snapshot gives the same plan and is left as it was', () => {
  const snapshot = Object.freeze({ ...calm, claimable: true, queuedCandidates: 1 });
  expect(plan(snapshot, limits)).toEqual(plan(snapshot, limits));
});
