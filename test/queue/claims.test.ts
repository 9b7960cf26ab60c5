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
    expect(stage.take('agent-2')).toMatchObject({ featureId: 1, epoch: 1 });
    expect(stage.find(1)).toMatchObject({ epoch: 1, attempts: 1 });
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

  it('is not given twice, whichever connection asks and whatever epoch it brings', () => {
    stage.add('Login');
    const other = stage.another();
    const attempt = { featureId: 1, agent: 'agent-2', passedOver: [] };
    expect(stage.claim('agent-1')).toBe('Login');
    expect(other.features.begin({ ...attempt, epoch: 2 })).toBeUndefined();
    expect(other.features.hasReady()).toBe(false);
  });

  it('is not begun under an epoch that was there before', () => {
    stage.add('Login');
    stage.requeue(stage.take());
    const attempt = { featureId: 1, agent: 'agent-1', passedOver: [] };
    expect(stage.queue.features.begin({ ...attempt, epoch: 1 })).toBeUndefined();
    expect(stage.queue.features.begin({ ...attempt, epoch: 5 })).toMatchObject({ epoch: 5 });
  });

  it('waits until all that a feature needs is merged', () => {
    stage.add({ name: 'Report', priority: 1, dependsOn: ['Login', 'Shop'] }, 'Login', 'Shop');
    expect(stage.mergeNext()).toBe('Login');
    const shop = stage.take();
    expect(stage.claim()).toBeUndefined();
    stage.submit(shop);
    expect(stage.queue.features.hasReady()).toBe(false);
    stage.merge(shop);
    expect(stage.queue.features.hasReady()).toBe(true);
    expect(stage.claim()).toBe('Report');
  });

  it('waits out the delay of a feature that came back', () => {
    stage.add('Login');
    stage.requeue(stage.take(), { delayMs: 10_000 });
    stage.now += 9_999;
    expect(stage.queue.features.hasReady()).toBe(false);
    expect(stage.claim()).toBeUndefined();
    stage.now += 1;
    expect(stage.queue.features.hasReady()).toBe(true);
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
    stage.requeue(urgent, { kind: 'fault', delayMs: 60_000 });
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
