import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
  stage.add('Login');
  stage.events.length = 0;
});
afterEach(() => {
  stage.close();
});

test('what happens in the middle of a write leaves neither state nor event', () => {
  const { journal, features, candidates } = stage.queue;
  const claim = stage.take();
  stage.events.length = 0;
  const write = () =>
    journal.write((record) => {
      features.submit({ ...claim, head: 'aaa' }, record);
      candidates.add({ ...claim, agent: 'agent-1', head: 'aaa' });
      throw new Error('the lights went out');
    });
  expect(write).toThrow('the lights went out');
  expect(stage.find(1)).toMatchObject({ state: 'in_progress', head: null });
  expect(candidates.queuedCount()).toBe(0);
  expect(stage.events).toEqual([]);
  expect(journal.newest(1)[0]?.type).toBe('feature:claimed');
});

test('events are published in order once they can be read by others', () => {
  const other = stage.another();
  stage.queue.journal.write((record) => {
    record({ type: 'run:paused', facts: { reason: 'lunch' } });
    record({ type: 'run:resumed', facts: {} });
    expect(stage.events).toEqual([]);
    expect(other.journal.newest(1)[0]?.type).toBe('feature:added');
  });
  expect(stage.told()).toEqual(['run:paused #null', 'run:resumed #null']);
  expect(other.journal.newest(2)).toEqual(stage.events);
});

test('an event keeps its time, its facts and whom it is about', () => {
  stage.now = 1_234_567;
  stage.queue.journal.write((record) => {
    const facts = { session: 's1', quietMs: 600_000 };
    record({ type: 'session:quiet', featureId: 1, agent: 'agent-2', facts });
  });
  expect(stage.queue.journal.newest(1)).toEqual([
    {
      id: 2,
      at: 1_234_567,
      type: 'session:quiet',
      featureId: 1,
      agent: 'agent-2',
      facts: { session: 's1', quietMs: 600_000 },
    },
  ]);
});

test('the newest events come oldest first, and no more than were asked for', () => {
  stage.add('a', 'b', 'c');
  const ids = stage.queue.journal.newest(3).map((event) => event.featureId);
  expect(ids).toEqual([2, 3, 4]);
  expect(stage.queue.journal.newest(0)).toEqual([]);
});

test('a listener of events may write by itself', () => {
  const { features } = stage.queue;
  stage.add({ name: 'Report', dependsOn: ['Login'] });
  features.block(1, 'person', 'not now');
  features.settleDependencies();
  expect(stage.told().slice(-2)).toEqual(['feature:blocked #1', 'feature:blocked #2']);
});

test('old events are forgotten some at a time, so that nobody waits long for the write lock', () => {
  const { journal } = stage.queue;
  journal.write((record) => {
    for (let count = 0; count < 2_500; count += 1) {
      record({ type: 'fault:met', facts: { what: String(count) } });
    }
  });
  const left = () => journal.newest(5_000).length;
  const all = left();
  expect(journal.prune(100)).toBe(true);
  expect(left()).toBe(all - 1_000);
  expect(journal.prune(100)).toBe(true);
  expect(journal.prune(100)).toBe(false);
  expect(left()).toBe(100);
  expect(journal.newest(1)[0]?.facts).toEqual({ what: '2499' });
});

test('a change is told although no line of it can be kept beside the database', () => {
  // An error that is neither of the disk nor of its rights.
  const intake = join(stage.directory, 'intake.jsonl');
  rmSync(intake);
  mkdirSync(intake);
  stage.add('Logout');
  expect(stage.told()).toEqual(['feature:added #2']);
  expect(stage.find(2).name).toBe('Logout');
});

test('a change is told although keeping a line of it met a bug', () => {
  const write = () => {
    stage.queue.journal.write((record, keep) => {
      record({ type: 'feature:cancelled', featureId: 1, facts: {} });
      keep({ word: 'message', text: 1n as unknown as string });
    });
  };
  expect(write).toThrow(TypeError);
  expect(stage.told()).toEqual(['feature:cancelled #1']);
});
