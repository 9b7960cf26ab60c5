import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
});
afterEach(() => {
  stage.close();
});

describe('a claim', () => {
  it('takes smaller priorities first, then what was asked for first', () => {
    stage.add({ name: 'late', priority: 200 }, 'first', 'second', { name: 'urgent', priority: -1 });
    const claimed = [stage.claim(), stage.claim(), stage.claim(), stage.claim(), stage.claim()];
    expect(claimed).toEqual(['urgent', 'first', 'second', 'late', undefined]);
  });

  it('begins an attempt under the next epoch and tells of it', () => {
    stage.add('Login');
    const claim = stage.queue.features.claim('agent-2', 90_000, []);
    expect(claim).toMatchObject({ epoch: 1, feature: { epoch: 1, attempts: 1 } });
    expect(stage.another().features.find(1)).toMatchObject({
      state: 'in_progress',
      lastAgent: 'agent-2',
    });
    expect(stage.events.at(-1)).toMatchObject({
      type: 'feature:claimed',
      featureId: 1,
      agent: 'agent-2',
      facts: { epoch: 1 },
    });
  });

  it('is not given twice, whichever connection asks', () => {
    stage.add('Login', 'Logout');
    const other = stage.another();
    expect(stage.claim('agent-1')).toBe('Login');
    expect(other.features.claim('agent-2', 90_000, [])?.feature.name).toBe('Logout');
    expect(other.features.claim('agent-2', 90_000, [])).toBeUndefined();
    expect(other.features.hasClaimable()).toBe(false);
  });

  it('waits until all that a feature needs is merged', () => {
    stage.add({ name: 'Report', priority: 1, dependsOn: ['Login', 'Shop'] }, 'Login', 'Shop');
    expect(stage.mergeNext()).toBe('Login');
    const shop = stage.take();
    expect(stage.claim()).toBeUndefined();
    stage.submit(shop);
    expect(stage.queue.features.hasClaimable()).toBe(false);
    stage.merge(shop);
    expect(stage.queue.features.hasClaimable()).toBe(true);
    expect(stage.claim()).toBe('Report');
  });

  it('waits out the delay of a feature that came back', () => {
    stage.add('Login');
    stage.requeue(stage.take(), { delayMs: 10_000 });
    stage.now += 9_999;
    expect(stage.queue.features.hasClaimable()).toBe(false);
    expect(stage.claim()).toBeUndefined();
    stage.now += 1;
    expect(stage.queue.features.hasClaimable()).toBe(true);
    expect(stage.claim()).toBe('Login');
  });

  it('heeds a priority that a person changes', () => {
    stage.add('first', 'second');
    expect(stage.queue.features.setPriority(2, 1)).toBe(true);
    expect(stage.queue.features.setPriority(9, 1)).toBe(false);
    expect(stage.claim()).toBe('second');
  });
});

describe('a feature that came back', () => {
  beforeEach(() => {
    stage.add({ name: 'urgent', priority: 1 }, 'returned', 'other');
    const urgent = stage.take('agent-3');
    stage.requeue(stage.take('agent-1'));
    stage.requeue(urgent, { charged: false, delayMs: 60_000 });
  });

  it('goes to its own slot, before anything else', () => {
    stage.queue.features.setPriority(3, 1);
    expect(stage.claim('agent-1', ['agent-1', 'agent-2'])).toBe('returned');
  });

  it('is left to its slot while that one is idle', () => {
    expect(stage.claim('agent-2', ['agent-1', 'agent-2'])).toBe('other');
    expect(stage.claim('agent-2', ['agent-1', 'agent-2'])).toBeUndefined();
    expect(stage.claim('agent-1', ['agent-1'])).toBe('returned');
  });

  it('goes to another when its slot is busy', () => {
    expect(stage.claim('agent-2', ['agent-2'])).toBe('returned');
    expect(stage.find(2)).toMatchObject({ lastAgent: 'agent-2', epoch: 2 });
  });

  it('goes to another when its slot is no more', () => {
    stage.now += 60_000;
    expect(stage.claim('agent-1', ['agent-1', 'agent-2'])).toBe('returned');
    expect(stage.claim('agent-1', ['agent-1', 'agent-2'])).toBe('urgent');
  });
});

describe('a lease', () => {
  it('lapses when nobody renews it', () => {
    stage.add('Login', 'Logout');
    const login = stage.take();
    stage.take('agent-2');
    stage.now += 60_000;
    const { features } = stage.queue;
    expect(features.renewLease(login.featureId, login.epoch, 90_000)).toBe(true);
    stage.now += 30_001;
    expect(features.lapsed().map((f) => f.name)).toEqual(['Logout']);
    stage.now += 60_000;
    expect(features.lapsed().map((f) => f.name)).toEqual(['Login', 'Logout']);
  });

  it('is not renewed for an older attempt or for one that is over', () => {
    stage.add('Login');
    const { features } = stage.queue;
    const first = stage.take();
    stage.requeue(first);
    expect(features.renewLease(1, first.epoch, 90_000)).toBe(false);
    const second = stage.take();
    expect(features.renewLease(1, first.epoch, 90_000)).toBe(false);
    stage.submit(second);
    expect(features.renewLease(1, second.epoch, 90_000)).toBe(false);
    stage.now += 1_000_000;
    expect(features.lapsed()).toEqual([]);
  });
});
