import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ReadyFeature } from '../../src/engine/model/ready-feature.ts';
import { chooseFeature } from '../../src/engine/scheduler/choose-feature.ts';

const feature = (id: number, more: Partial<ReadyFeature> = {}): ReadyFeature => ({
  id,
  priority: 100,
  lastAgent: null,
  passedOver: 0,
  epoch: 0,
  paths: [],
  ...more,
});

function choose(
  ready: readonly ReadyFeature[],
  more: { idleAgents?: string[]; pathsInWork?: string[] } = {},
) {
  const facts = { agent: 'agent-1', idleAgents: [], pathsInWork: [], passedOverMax: 8, ...more };
  const choice = chooseFeature({ ...facts, ready });
  return choice === undefined ? undefined : [choice.feature.id, choice.passedOver];
}

describe('the next feature of a slot', () => {
  it('is none when nothing is ready', () => {
    expect(choose([])).toBeUndefined();
  });

  it('is the first, or before it what came back to the slot', () => {
    expect(choose([feature(1), feature(2)])).toEqual([1, []]);
    expect(choose([feature(1), feature(2, { lastAgent: 'agent-1' })])).toEqual([2, []]);
  });

  it('is not what came back to another slot that is idle', () => {
    const ready = [feature(1, { lastAgent: 'agent-2' }), feature(2)];
    expect(choose(ready, { idleAgents: ['agent-2'] })).toEqual([2, []]);
    expect(choose(ready)).toEqual([1, []]);
    expect(choose(ready.slice(0, 1), { idleAgents: ['agent-2'] })).toBeUndefined();
  });

  it('stands behind the others while somebody works on its files, which is counted', () => {
    const ready = [feature(1, { paths: ['src/auth/login.ts'] }), feature(2), feature(3)];
    expect(choose(ready, { pathsInWork: ['src/auth'] })).toEqual([2, [1]]);
  });

  it('is the first all the same when every one overlaps: a slot never idles', () => {
    const ready = [feature(1, { paths: ['a'] }), feature(2, { paths: ['a/b'] })];
    expect(choose(ready, { pathsInWork: ['a'] })).toEqual([1, []]);
  });

  it('is what was passed over too often', () => {
    const ready = [feature(1), feature(2, { paths: ['a'], passedOver: 8 })];
    expect(choose(ready, { pathsInWork: ['a'] })).toEqual([2, []]);
    const almost = [feature(1), feature(2, { paths: ['a'], passedOver: 7 })];
    expect(choose(almost, { pathsInWork: ['a'] })).toEqual([1, []]);
  });
});

test.each<[string, string, boolean]>([
  ['src/a.ts', 'src/a.ts', true],
  ['src/a.ts', 'src', true],
  ['src', 'src/deep/a.ts', true],
  ['src/a.ts', 'src/b.ts', false],
  ['src', 'source/a.ts', false],
  ['src/a', 'src/a.ts', false],
])('%s and %s overlap: %s', (a, b, isOverlap) => {
  const ready = [feature(1, { paths: [a] }), feature(2)];
  expect(choose(ready, { pathsInWork: [b] })).toEqual(isOverlap ? [2, [1]] : [1, []]);
});

test('a feature that overlaps for ever waits a bounded number of claims', () => {
  const path = fc.constantFrom('a', 'b', 'c');
  const others = fc.array(fc.record({ paths: fc.array(path), priority: fc.nat(200) }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(others, (rows) => {
      // One feature overlaps always; fresh ones that do not come in without end.
      let waiting = feature(0, { priority: 0, paths: ['busy'] });
      for (let claim = 0; claim <= 8; claim += 1) {
        const ready = [waiting, ...rows.map((row, at) => feature(at + 1, row))];
        ready.sort((a, b) => a.priority - b.priority || a.id - b.id);
        const facts = { agent: 'agent-1', idleAgents: [], pathsInWork: ['busy'] };
        const choice = chooseFeature({ ...facts, ready, passedOverMax: 8 });
        if (choice?.feature.id === 0) return true;
        if (choice?.passedOver.includes(0) !== true) return false;
        waiting = { ...waiting, passedOver: waiting.passedOver + 1 };
      }
      return false;
    }),
  );
});
