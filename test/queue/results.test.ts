import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { QueueStage, failureLimits } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
  stage.add('Login');
});
afterEach(() => {
  stage.close();
});

describe('a result', () => {
  it('takes a feature to the gate and onto main', () => {
    const claim = stage.take();
    expect(stage.submit(claim, 'head1')).toBe(true);
    expect(stage.find(1)).toMatchObject({ state: 'verifying', head: 'head1' });
    expect(stage.merge(claim, 'commit1')).toBe(true);
    expect(stage.find(1)).toMatchObject({ state: 'merged', mergedAs: 'commit1', lastError: null });
    expect(stage.told()).toEqual([
      'feature:added #1',
      'feature:claimed #1',
      'feature:submitted #1',
      'feature:merged #1',
    ]);
  });

  it('counts once', () => {
    const claim = stage.take();
    expect(stage.merge(claim)).toBe(false);
    stage.submit(claim);
    expect(stage.submit(claim, 'other')).toBe(false);
    stage.merge(claim);
    expect(stage.merge(claim, 'other')).toBe(false);
    expect(stage.requeue(claim)).toBe(false);
    expect(stage.find(1)).toMatchObject({ state: 'merged', head: 'aaa', mergedAs: 'ccc' });
  });

  test.each([
    ['submit', () => stage.submit({ featureId: 1, epoch: 1 }, 'old')],
    ['requeue', () => stage.requeue({ featureId: 1, epoch: 1 }, { head: 'old' })],
    ['merge', () => stage.merge({ featureId: 1, epoch: 1 }, 'old')],
  ])('of an older epoch is refused: %s', (verb, result) => {
    stage.requeue(stage.take());
    const second = stage.take('agent-2');
    if (verb === 'merge') stage.submit(second);
    const before = stage.find(1);
    const told = stage.events.length;
    expect(result()).toBe(false);
    expect(stage.find(1)).toEqual(before);
    expect(stage.events).toHaveLength(told);
  });

  it('of a feature that a person took away is refused', () => {
    const claim = stage.take();
    expect(stage.queue.features.block(1, 'person', 'not now')).toBe(true);
    expect(stage.submit(claim)).toBe(false);
    expect(stage.requeue(claim)).toBe(false);
    expect(stage.find(1)).toMatchObject({ state: 'blocked', blockedReason: 'not now' });
  });
});

describe('an attempt that ended without landing', () => {
  it('is charged with its reason, and the next one goes on from its head', () => {
    expect(stage.requeue(stage.take(), { reason: 'adds() is red', head: 'head1' })).toBe(true);
    expect(stage.find(1)).toMatchObject({
      state: 'pending',
      attempts: 1,
      lastError: 'adds() is red',
      head: 'head1',
    });
    expect(stage.events.at(-1)).toMatchObject({
      type: 'feature:requeued',
      facts: { reason: 'adds() is red', charged: true, retryAt: stage.now },
    });
    stage.requeue(stage.take(), { reason: 'still red' });
    expect(stage.find(1)).toMatchObject({ attempts: 2, lastError: 'still red', head: 'head1' });
  });

  it('is not charged when it is nobody’s fault, but its epoch is spent', () => {
    stage.requeue(stage.take(), { reason: 'red' });
    stage.requeue(stage.take(), { kind: 'fault', reason: 'the machine went down' });
    expect(stage.find(1)).toMatchObject({ attempts: 1, epoch: 2, lastError: 'red' });
  });

  it('blocks the feature when it was the last one that the limit allows', () => {
    const twice = { limits: { ...failureLimits, attemptsMax: 2 } };
    stage.requeue(stage.take(), twice);
    expect(stage.find(1).state).toBe('pending');
    stage.requeue(stage.take(), { ...twice, kind: 'fault' });
    expect(stage.find(1).state).toBe('pending');
    stage.requeue(stage.take(), { ...twice, reason: 'subtracts' });
    expect(stage.find(1)).toMatchObject({
      state: 'blocked',
      blockedReason: '2 attempts failed, the last: subtracts',
    });
    expect(stage.told().at(-1)).toBe('feature:blocked #1');
    expect(stage.queue.features.blockedCounts()).toEqual({ failed: 1, others: 0 });
  });

  it('leaves a row that says how it ended', () => {
    stage.requeue(stage.take('agent-1'), { reason: 'red' });
    stage.requeue(stage.take('agent-2'), { reason: 'lost', kind: 'fault' });
    const third = stage.take('agent-1');
    stage.submit(third);
    stage.merge(third);
    const rows = stage.db.prepare('SELECT epoch, agent, outcome, detail FROM attempts').all();
    expect(rows).toEqual([
      { epoch: 1, agent: 'agent-1', outcome: 'returned', detail: 'red' },
      { epoch: 2, agent: 'agent-2', outcome: 'not-charged', detail: 'lost' },
      { epoch: 3, agent: 'agent-1', outcome: 'merged', detail: null },
    ]);
  });
});

describe('a person’s word', () => {
  it('retries a blocked feature with all its attempts again', () => {
    stage.requeue(stage.take(), { limits: { ...failureLimits, attemptsMax: 1 } });
    expect(stage.queue.features.retry(1)).toBe(true);
    expect(stage.find(1)).toMatchObject({ state: 'pending', attempts: 0, blockedReason: null });
    expect(stage.take()).toMatchObject({ featureId: 1, epoch: 2 });
  });

  it('ends the wait of a feature that came back', () => {
    stage.requeue(stage.take(), { delayMs: 600_000 });
    expect(stage.queue.features.retry(1)).toBe(true);
    expect(stage.claim()).toBe('Login');
  });

  it('cancels for good, and only what is not merged', () => {
    const { features } = stage.queue;
    stage.add('Logout');
    stage.mergeNext();
    expect(features.cancel(1)).toBe(false);
    expect(features.cancel(2)).toBe(true);
    expect(features.cancel(2)).toBe(false);
    expect(features.retry(2)).toBe(false);
    expect(features.block(2, 'person', 'x')).toBe(false);
    expect(features.cancel(9)).toBe(false);
    expect(stage.states()).toEqual({ Login: 'merged', Logout: 'cancelled' });
    expect(features.openCount()).toBe(0);
  });

  it('does not retry what is being worked on', () => {
    const claim = stage.take();
    expect(stage.queue.features.retry(1)).toBe(false);
    stage.submit(claim);
    expect(stage.queue.features.retry(1)).toBe(false);
  });
});

describe('settling dependencies', () => {
  beforeEach(() => {
    stage.add(
      { name: 'Report', dependsOn: ['Login'] },
      { name: 'Chart', dependsOn: ['Report'] },
      { name: 'Export', dependsOn: ['Chart', 'Shop'] },
      'Shop',
    );
  });

  it('blocks all that waits for a blocked feature, and frees it when that one is back', () => {
    const { features } = stage.queue;
    features.block(1, 'person', 'not now');
    expect(features.settleDependencies()).toBe(3);
    expect(stage.states()).toEqual({
      Login: 'blocked',
      Report: 'blocked',
      Chart: 'blocked',
      Export: 'blocked',
      Shop: 'pending',
    });
    expect(stage.find(2).blockedReason).toBe('needs "Login", which is blocked');
    expect(features.blockedCounts()).toEqual({ failed: 0, others: 4 });
    expect(features.settleDependencies()).toBe(0);
    features.retry(1);
    expect(features.settleDependencies()).toBe(3);
    expect(features.countIn('pending')).toBe(5);
    expect(stage.find(2).blockedReason).toBeNull();
  });

  it('frees only what has no other reason to wait', () => {
    const { features } = stage.queue;
    features.cancel(5);
    features.block(1, 'person', 'not now');
    features.block(3, 'person', 'never liked it');
    features.settleDependencies();
    features.retry(1);
    expect(features.settleDependencies()).toBe(1);
    expect(stage.states()).toMatchObject({
      Report: 'pending',
      Chart: 'blocked',
      Export: 'blocked',
    });
    expect(stage.find(3).blockedReason).toBe('never liked it');
  });

  it('does not touch what is already worked on', () => {
    stage.mergeNext();
    expect(stage.mergeNext()).toBe('Report');
    stage.take();
    stage.queue.features.cancel(5);
    expect(stage.queue.features.settleDependencies()).toBe(1);
    expect(stage.states()).toMatchObject({ Chart: 'in_progress', Export: 'blocked' });
    expect(stage.find(4).blockedReason).toBe('needs "Shop", which is cancelled');
  });
});
