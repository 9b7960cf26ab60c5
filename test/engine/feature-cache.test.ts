import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeaturesSeen } from '../../src/engine/feature-cache.ts';
import { draft } from '../queue/stage.ts';
import { SeenFeatures } from './seen-features.ts';

let seen: SeenFeatures;
beforeEach(() => {
  seen = new SeenFeatures();
});
afterEach(() => {
  seen.close();
});

const statuses = ({ list }: FeaturesSeen) => [...list].map(({ status }) => status.kind);
const rows = ({ list }: FeaturesSeen) => [...list];

/** What happens to "one", "two" (waits for "one") and "three", and what is seen of them afterwards. */
const happenings: readonly {
  readonly name: string;
  readonly happens: () => void;
  readonly sees: readonly string[];
  /** Numbers of the features that are other objects afterwards. */
  readonly others: readonly number[];
}[] = [
  {
    name: 'another process adds a feature',
    happens: () => seen.other.addFeatures([draft({ name: 'four', dependsOn: ['two'] })]),
    sees: ['ready', 'waiting', 'ready', 'waiting'],
    others: [4],
  },
  {
    name: 'another process edits what a feature waits for',
    happens: () => {
      seen.other.editFeature(3, draft({ name: 'three', dependsOn: ['one'] }));
    },
    sees: ['ready', 'waiting', 'waiting'],
    others: [3],
  },
  {
    name: 'another process takes a dependency away',
    happens: () => {
      seen.other.editFeature(2, draft({ name: 'two' }));
    },
    sees: ['ready', 'ready', 'ready'],
    others: [2],
  },
  {
    name: 'another process claims a feature',
    happens: () => seen.stage.begin('agent-9', [], seen.other),
    sees: ['in_progress', 'waiting', 'ready'],
    others: [1],
  },
  {
    name: 'a feature is merged, which frees another',
    happens: () => seen.stage.mergeNext(),
    sees: ['merged', 'ready', 'ready'],
    others: [1, 2],
  },
  {
    name: 'a feature is cancelled, and what waits for it is blocked with an event of its own',
    happens: () => {
      seen.stage.queue.features.cancel(1);
      seen.stage.queue.features.settleDependencies();
    },
    sees: ['cancelled', 'blocked', 'ready'],
    others: [1, 2],
  },
  {
    name: 'an attempt is sent back with a delay',
    happens: () => seen.stage.requeue(seen.stage.take(), { delayMs: 10_000 }),
    sees: ['retrying', 'waiting', 'ready'],
    others: [1],
  },
  {
    name: 'an event names a feature about which nothing has changed',
    happens: () => {
      seen.stage.queue.journal.write((record) => {
        record({ type: 'fault:met', featureId: 3, facts: { what: 'a disk' } });
      });
    },
    sees: ['ready', 'waiting', 'ready'],
    others: [],
  },
];

describe('the features that the view shows', () => {
  it.each(happenings)('are up to date when $name', ({ happens, sees, others }) => {
    seen.stage.add('one', { name: 'two', dependsOn: ['one'] }, 'three');
    const before = seen.look();
    happens();
    const after = seen.look();
    expect(statuses(after)).toEqual(sees);
    expect({ rows: rows(after), counts: after.counts }).toEqual(seen.truth());
    const known = new Set(rows(before));
    expect(rows(after).flatMap((row) => (known.has(row) ? [] : [row.id]))).toEqual(others);
    expect(after.list === before.list).toBe(others.length === 0);
    expect(seen.readings).toBe(1);
  });

  it('stay as they were in a list that somebody still has', () => {
    seen.stage.add('one', 'two');
    const before = seen.look();
    seen.stage.mergeNext();
    seen.stage.add('three');
    seen.look();
    expect(statuses(before)).toEqual(['ready', 'ready']);
    expect(before.list.length).toBe(2);
  });

  it('become ready when their time has come, which is said once', () => {
    seen.stage.add('one', 'two');
    seen.stage.requeue(seen.stage.take(), { delayMs: 10_000 });
    seen.stage.requeue(seen.stage.take(), { delayMs: 20_000 });
    expect(statuses(seen.look())).toEqual(['retrying', 'retrying']);
    seen.stage.now += 9_999;
    expect(seen.cache.hasBecomeDue(seen.stage.now)).toBe(false);
    seen.stage.now += 1;
    expect(seen.cache.hasBecomeDue(seen.stage.now)).toBe(true);
    expect(seen.cache.hasBecomeDue(seen.stage.now)).toBe(false);
    expect(statuses(seen.lookAgain())).toEqual(['ready', 'retrying']);
    seen.stage.now += 10_000;
    expect(seen.cache.hasBecomeDue(seen.stage.now)).toBe(true);
    expect(statuses(seen.lookAgain())).toEqual(['ready', 'ready']);
    expect(seen.cache.hasBecomeDue(seen.stage.now + 1_000_000)).toBe(false);
  });

  it('name the slot that works on them', () => {
    seen.stage.add('one', 'two');
    seen.agentOf.set(1, 'agent-1');
    expect(rows(seen.look()).map(({ agent }) => agent)).toEqual(['agent-1', null]);
    seen.agentOf.delete(1);
    seen.agentOf.set(2, 'agent-1');
    expect(rows(seen.lookAgain()).map(({ agent }) => agent)).toEqual([null, 'agent-1']);
  });

  it('are all read again when events were pruned that nobody has looked at', () => {
    seen.stage.add('one', 'two');
    seen.look();
    seen.other.features.cancel(1);
    seen.other.features.cancel(2);
    seen.stage.queue.journal.prune(1);
    const after = seen.look();
    expect(statuses(after)).toEqual(['cancelled', 'cancelled']);
    expect(after.named).toBeNull();
    expect(seen.readings).toBe(2);
  });

  it('are not read again when only events were pruned that were looked at', () => {
    seen.stage.add('one', 'two', 'three');
    seen.look();
    seen.stage.queue.journal.prune(1);
    seen.other.features.cancel(2);
    expect(statuses(seen.look())).toEqual(['ready', 'cancelled', 'ready']);
    expect(seen.readings).toBe(1);
  });

  it('lie on more than one page', () => {
    seen.stage.add(...Array.from({ length: 1_500 }, (_, at) => `part ${String(at)}`));
    const before = seen.look();
    seen.stage.add({ name: 'last', dependsOn: ['part 700'] });
    seen.stage.queue.features.setPriority(701, -1);
    seen.stage.mergeNext();
    const after = seen.look();
    expect({ rows: rows(after), counts: after.counts }).toEqual(seen.truth());
    expect(after.list.at(-1)?.status.kind).toBe('ready');
    expect(after.list.slice(698, 703).map(({ id }) => id)).toEqual([699, 700, 701, 702, 703]);
    expect(before.list.at(700)?.state).toBe('pending');
  });
});
