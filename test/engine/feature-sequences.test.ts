import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeaturesSeen } from '../../src/engine/feature-cache.ts';
import { draft, failureLimits } from '../queue/stage.ts';
import { SeenFeatures } from './seen-features.ts';

/** One thing that may happen; numbers choose among what is there. */
type Happening = (of: SeenFeatures, choice: number) => void;

const some: Record<string, Happening> = {
  add: ({ stage }, choice) => {
    const features = stage.queue.features.all();
    const other = features[choice % (features.length + 1)];
    const dependsOn = other === undefined ? [] : [other.name];
    stage.add({ name: `added ${String(features.length)}`, dependsOn, priority: choice });
  },
  edit: ({ other }, choice) => {
    const features = other.features.all();
    const feature = features[choice % features.length];
    const before = features[choice % 3];
    if (feature === undefined || before === undefined || before.id >= feature.id) return;
    other.editFeature(feature.id, draft({ name: feature.name, dependsOn: [before.name] }));
  },
  claim: ({ stage, other }, choice) => {
    stage.begin(`agent-${String(choice % 3)}`, [], other);
  },
  submit: ({ stage }) => {
    const held = stage.queue.features.inState('in_progress')[0];
    if (held !== undefined) stage.submit({ featureId: held.id, epoch: held.epoch });
  },
  merge: ({ stage }) => {
    const handedIn = stage.queue.features.inState('verifying')[0];
    if (handedIn !== undefined) stage.merge({ featureId: handedIn.id, epoch: handedIn.epoch });
  },
  return: ({ stage }, choice) => {
    const held = stage.queue.features.inState('in_progress').at(-1);
    if (held === undefined) return;
    const how = { delayMs: choice * 10, limits: { ...failureLimits, attemptsMax: 2 } };
    stage.requeue({ featureId: held.id, epoch: held.epoch }, how);
  },
  block: ({ other }, choice) => {
    other.features.block(1 + (choice % 9), 'person', 'not now');
  },
  retry: ({ stage }, choice) => {
    stage.queue.features.retry(1 + (choice % 9));
  },
  cancel: ({ stage }, choice) => {
    stage.queue.features.cancel(1 + (choice % 9));
  },
  settle: ({ stage }) => {
    stage.queue.features.settleDependencies();
  },
  prune: ({ stage }, choice) => {
    stage.queue.journal.prune(choice % 10);
  },
  'time passes': ({ stage }, choice) => {
    stage.now += choice * 50;
  },
  'a slot takes another': ({ agentOf }, choice) => {
    agentOf.clear();
    agentOf.set(1 + (choice % 9), 'agent-1');
  },
  // Only then the view is compared: several things may have happened since the last look.
  look: () => undefined,
};

describe('after any sequence of changes', () => {
  it('the view says what a full reading says, and what is the same is the same object', () => {
    const happening = fc.tuple(fc.constantFrom(...Object.keys(some)), fc.nat({ max: 100 }));
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80, size: 'max' }), (sequence) => {
        const each = new SeenFeatures();
        try {
          each.stage.add('first', { name: 'second', dependsOn: ['first'] }, 'third');
          let before = each.look();
          for (const [name, choice] of [...sequence, ['look', 0] as const]) {
            some[name]?.(each, choice);
            if (name !== 'look') continue;
            const after = each.look();
            expect({ rows: [...after.list], counts: after.counts }).toEqual(each.truth());
            expectSameObjects(before, after);
            before = after;
          }
        } finally {
          each.close();
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Rows that say the same are one object, unless all were read again because nobody knew what had changed. */
function expectSameObjects(before: FeaturesSeen, after: FeaturesSeen): void {
  if (after.named === null) return;
  const known = new Map([...before.list].map((row) => [JSON.stringify(row), row]));
  for (const row of after.list) expect(known.get(JSON.stringify(row)) ?? row).toBe(row);
}
