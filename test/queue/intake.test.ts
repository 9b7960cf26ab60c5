import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import { findCycle } from '../../src/engine/queue/dependencies.ts';
import { draft, QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
});
afterEach(() => {
  stage.close();
});

function names(): string[] {
  return stage
    .another()
    .features.all()
    .map((feature) => feature.name);
}

describe('adding features', () => {
  it('answers them as they are stored, and another connection sees them', () => {
    const [added] = stage.add({
      name: 'Login',
      description: 'with a password',
      category: 'auth',
      priority: -5,
      acceptance: 'curl /login',
    });
    expect(added).toEqual({
      id: 1,
      name: 'Login',
      description: 'with a password',
      category: 'auth',
      priority: -5,
      acceptance: 'curl /login',
      difficulty: 'normal',
      state: 'pending',
      dependsOn: [],
      epoch: 0,
      attempts: 0,
      gateFailures: 0,
      conflicts: 0,
      faults: 0,
      lastError: null,
      lastAgent: null,
      head: null,
      notBefore: 0,
      blockedReason: null,
      mergedAs: null,
      createdAt: stage.now,
      updatedAt: stage.now,
    });
    expect(stage.another().features.findByName('Login')).toEqual(added);
  });

  it('links names that come later in the same list', () => {
    const [report] = stage.add({ name: 'Report', dependsOn: ['Login', 'Login'] }, 'Login');
    expect(report?.dependsOn).toEqual([2]);
    expect(stage.told()).toEqual(['feature:added #1', 'feature:added #2']);
  });

  it('keeps any text as it is', () => {
    const name = `Rob'); DROP TABLE features;-- "☃" 日本語`;
    const description = 'x'.repeat(1_000_000);
    stage.add({ name, description });
    expect(stage.another().features.findByName(name)).toMatchObject({ name, description });
  });

  test.each([
    ['an escape sequence', 'red \u001b[31m'],
    ['a second line', 'one\ntwo'],
    ['what was no UTF-8', 'caf\uFFFD'],
    ['nothing but blanks', '  '],
    ['more than a line of text', 'x'.repeat(201)],
  ])('refuses a name with %s', (_case, name) => {
    expect(() => {
      stage.add({ name });
    }).toThrow('cannot be the name of a feature');
  });

  test.each([
    ['a name that is taken', ['New', 'Old'], 'there is a feature named "Old" already'],
    ['a name given twice', ['New', 'New'], 'there is a feature named "New" already'],
    [
      'a dependency that is not there',
      ['New', { name: 'Report', dependsOn: ['Old', 'Logn'] }],
      '"Report" depends on "Logn", which is not in the queue',
    ],
    [
      'a circle',
      [
        { name: 'A', dependsOn: ['B'] },
        { name: 'B', dependsOn: ['C', 'Old'] },
        { name: 'C', dependsOn: ['A'] },
      ],
      'the dependencies close a circle: "A" → "B" → "C" → "A"',
    ],
    [
      'a feature that needs itself',
      [{ name: 'A', dependsOn: ['A'] }],
      'the dependencies close a circle: "A" → "A"',
    ],
  ])('adds none of them for %s', (_case, drafts, message) => {
    stage.add('Old');
    stage.events.length = 0;
    const add = () => stage.add(...drafts);
    expect(add).toThrow(AgentTuiError);
    expect(add).toThrow(message);
    expect(names()).toEqual(['Old']);
    expect(stage.events).toEqual([]);
    expect(stage.queue.journal.newest(10)).toHaveLength(1);
  });
});

describe('editing a feature', () => {
  it('changes what a person wrote and nothing else', () => {
    stage.add('Login', 'Logout', { name: 'Report', dependsOn: ['Login'] });
    stage.take();
    const before = stage.find(1);
    stage.now += 5;
    stage.queue.editFeature(3, draft({ name: 'Reports', priority: 7, dependsOn: ['Logout'] }));
    stage.queue.editFeature(1, draft({ name: 'Login', description: 'by mail' }));
    expect(stage.find(3)).toMatchObject({ name: 'Reports', priority: 7, dependsOn: [2] });
    expect(stage.find(1)).toEqual({ ...before, description: 'by mail', updatedAt: stage.now });
    expect(stage.told().slice(-2)).toEqual(['feature:edited #3', 'feature:edited #1']);
  });

  test.each([
    ['a name that another one has', 2, { name: 'Login' }, 'named "Login" already'],
    ['a circle', 1, { name: 'Login', dependsOn: ['Report'] }, '"Login" → "Report" → "Login"'],
    ['an unknown dependency', 1, { name: 'Login', dependsOn: ['x'] }, 'not in the queue'],
    ['a feature that is not there', 9, { name: 'Other' }, 'there is no feature 9'],
  ])('leaves all as it was for %s', (_case, id, given, message) => {
    stage.add('Login', { name: 'Report', dependsOn: ['Login'] });
    const before = stage.queue.features.all();
    const edit = () => {
      stage.queue.editFeature(id, draft(given));
    };
    expect(edit).toThrow(AgentTuiError);
    expect(edit).toThrow(message);
    expect(stage.queue.features.all()).toEqual(before);
  });
});

describe('the search for a circle', () => {
  const within = (edges: Record<string, string[]>) =>
    findCycle(Object.keys(edges), (node) => edges[node] ?? []);

  test.each([
    ['nothing', {}, undefined],
    ['a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, undefined],
    ['itself', { a: ['a'] }, ['a', 'a']],
    ['two', { a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
    ['a circle further on', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd', 'b']],
    [
      'a circle that the first start does not reach',
      { a: [], b: ['c'], c: ['b'] },
      ['b', 'c', 'b'],
    ],
    ['a circle beside a dead end', { a: ['b', 'c'], b: ['d'], c: ['a'], d: [] }, ['a', 'c', 'a']],
  ])('of %s', (_case, edges, cycle) => {
    expect(within(edges)).toEqual(cycle);
  });

  it('looks at a node of a long chain once', () => {
    let looks = 0;
    const nodes = Array.from({ length: 20_000 }, (_, index) => index);
    const cycle = findCycle(nodes.toReversed(), (node) => {
      looks += 1;
      return node === 0 ? [] : [node - 1];
    });
    expect(cycle).toBeUndefined();
    expect(looks).toBe(nodes.length);
  });
});
