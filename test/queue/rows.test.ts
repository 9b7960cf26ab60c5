import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
  stage.add('Login', 'Logout');
});
afterEach(() => {
  stage.close();
});

const session = {
  id: '1-1-abcd',
  featureId: 1,
  epoch: 1,
  agent: 'agent-1',
  model: null,
  tier: null,
  driver: 'command',
  marker: 'm1',
  logFile: '/logs/1-1-abcd.jsonl',
};
const end = { ending: 'killed', detail: 'x', exitCode: null } as const;
const spent = {
  ...{ tokens: 100, costUsd: 0.25, inputTokens: null, outputTokens: null },
  ...{ priciestUsd: null, model: null },
};

describe('a session', () => {
  it('is there before its process is, so that a crash leaves a marker to look for', () => {
    stage.queue.sessions.add(session);
    expect(stage.another().sessions.open()).toEqual([
      {
        ...session,
        process: null,
        state: 'starting',
        ending: null,
        detail: null,
        exitCode: null,
        startedAt: stage.now,
        endedAt: null,
      },
    ]);
  });

  it('keeps which process it was, and ends once', () => {
    const { sessions } = stage.queue;
    sessions.add(session);
    const process = { pid: 4711, startTime: '123456', bootId: 'b' };
    sessions.started(session.id, process);
    sessions.setState(session.id, 'paused');
    expect(sessions.newestOf('agent-1')).toMatchObject({ process, state: 'paused' });
    stage.now += 5;
    sessions.ended(session.id, end);
    sessions.ended(session.id, { ...end, ending: 'lost' });
    expect(sessions.open()).toEqual([]);
    expect(sessions.all(10)).toMatchObject([{ ending: 'killed', endedAt: stage.now }]);
  });

  it('is the newest of its slot when it began last', () => {
    const { sessions } = stage.queue;
    sessions.add(session);
    sessions.add({ ...session, id: 'b', agent: 'agent-2' });
    sessions.add({ ...session, id: 'c' });
    expect(sessions.newestOf('agent-1')?.id).toBe('c');
    expect(sessions.newestOf('agent-9')).toBeUndefined();
    expect(sessions.all(2).map(({ id }) => id)).toEqual(['c', 'b']);
  });

  it('tells what was spent, and that nothing is known when none told', () => {
    const { sessions } = stage.queue;
    sessions.add(session);
    sessions.ended(session.id, end);
    expect(sessions.spentUsd()).toBeNull();
    for (const id of ['b', 'c']) {
      sessions.add({ ...session, id });
      sessions.spent(id, spent);
      sessions.ended(id, end);
    }
    expect(sessions.spentUsd()).toBe(0.5);
    sessions.add({ ...session, id: 'd' });
    sessions.spent('d', { ...spent, costUsd: 0.125 });
    expect(sessions.spentUsd()).toBe(0.625);
  });
});

describe('a slot', () => {
  it('has its newest heartbeat and its newest state', () => {
    const { sessions } = stage.queue;
    sessions.beat('agent-1', 'a', 900_000.4);
    stage.now += 30_000;
    sessions.beat('agent-1', 'b', 1_020_000);
    expect([...sessions.heartbeats()]).toEqual([
      ['agent-1', { session: 'b', beatAt: 1_030_000, progressAt: 1_020_000 }],
    ]);
    const row = { driver: 'command', state: 'idle', featureId: null, session: null };
    for (const name of ['agent-10', 'agent-2', 'agent-1']) sessions.setAgent({ ...row, name });
    sessions.setAgent({ ...row, name: 'agent-2', state: 'working', featureId: 1, session: 'b' });
    expect(stage.another().sessions.agents()).toEqual([
      { ...row, name: 'agent-1' },
      { ...row, name: 'agent-2', state: 'working', featureId: 1, session: 'b' },
      { ...row, name: 'agent-10' },
    ]);
  });
});

describe('checkpoints', () => {
  const checkpoint = {
    featureId: 1,
    epoch: 1,
    number: 1,
    commit: 'c',
    tree: 't',
    reason: 'interval',
    message: 'work so far',
    changedFiles: 2,
    insertions: 3,
    deletions: 1,
  } as const;

  it('are numbered within their attempt and listed over all attempts', () => {
    const { checkpoints } = stage.queue;
    expect(checkpoints.nextNumber(1, 1)).toBe(1);
    checkpoints.add({ ...checkpoint, epoch: 2 });
    checkpoints.add(checkpoint);
    checkpoints.add({ ...checkpoint, number: 2, commit: 'd' });
    expect(checkpoints.nextNumber(1, 1)).toBe(3);
    expect(checkpoints.nextNumber(2, 1)).toBe(1);
    expect(checkpoints.of(1).map((c) => [c.epoch, c.number])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(checkpoints.newestOf(1, 1)).toEqual({
      ...checkpoint,
      number: 2,
      commit: 'd',
      createdAt: stage.now,
    });
    expect(checkpoints.newestOf(2, 1)).toBeUndefined();
    expect(() => {
      checkpoints.add(checkpoint);
    }).toThrow('UNIQUE');
  });

  it('belong to a branch that says where it began', () => {
    const { checkpoints } = stage.queue;
    const branch = { name: 'b', featureId: 1, epoch: 1, agent: 'agent-1', startCommit: 's' };
    checkpoints.addBranch(branch);
    expect(checkpoints.branchOf(1, 1)).toEqual(branch);
    expect(checkpoints.branchOf(1, 2)).toBeUndefined();
  });
});
