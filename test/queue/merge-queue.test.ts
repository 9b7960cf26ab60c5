import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Evidence, Verdict } from '../../src/engine/model/verdict.ts';
import { QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
  stage.add('Login', 'Logout');
});
afterEach(() => {
  stage.close();
});

const evidence: Evidence = {
  candidateHead: 'h',
  base: 'base',
  merge: { kind: 'clean', tree: 'tree1', commit: 'c' },
  findings: [],
  setup: { kind: 'done' },
  tests: null,
  baselinePassed: null,
};
const verdict: Verdict = {
  id: 'v1',
  candidateId: 1,
  featureId: 1,
  epoch: 1,
  outcome: 'rejected',
  reasons: ['2 tests failed', 'and more'],
  evidence,
  gateHash: 'gate1',
  startedAt: 100,
  finishedAt: 350,
};

describe('the merge queue', () => {
  it('is served in the order of submission', () => {
    const { candidates } = stage.queue;
    const second = { featureId: 2, epoch: 1, agent: 'agent-2', head: 'h2' };
    expect(candidates.add(second)).toBe(1);
    expect(candidates.add({ featureId: 1, epoch: 1, agent: 'agent-1', head: 'h1' })).toBe(2);
    expect(candidates.nextQueued()).toEqual({
      ...second,
      id: 1,
      state: 'queued',
      createdAt: stage.now,
    });
    candidates.setState(1, 'verifying');
    expect(candidates.queuedCount()).toBe(1);
    // Whoever asks while the gate is free has lost a verification half-way: it comes first again.
    expect(candidates.nextQueued()?.id).toBe(1);
    expect(candidates.waitingCount()).toBe(2);
    expect(candidates.open().map(({ id }) => id)).toEqual([1, 2]);
    candidates.setState(1, 'landed');
    expect(candidates.nextQueued()?.id).toBe(2);
    expect(candidates.waitingCount()).toBe(1);
    expect(candidates.open().map(({ id }) => id)).toEqual([2]);
    expect(candidates.find(1)?.state).toBe('landed');
  });

  it('takes one candidate of an attempt', () => {
    const { candidates } = stage.queue;
    const one = { featureId: 1, epoch: 1, agent: 'agent-1', head: 'h1' };
    candidates.add(one);
    expect(() => candidates.add({ ...one, head: 'h2' })).toThrow('UNIQUE');
  });

  it('lists verdicts newest first, each with its first reason', () => {
    const { candidates } = stage.queue;
    candidates.addVerdict(verdict, null);
    candidates.addVerdict(
      { ...verdict, id: 'v2', outcome: 'verified', reasons: [], finishedAt: 400 },
      null,
    );
    candidates.setMergedAs('v2', 'merge2');
    expect(candidates.verdicts(50)).toEqual([
      expect.objectContaining({ id: 'v2', outcome: 'verified', reason: null, mergedAs: 'merge2' }),
      {
        id: 'v1',
        featureId: 1,
        featureName: 'Login',
        epoch: 1,
        outcome: 'rejected',
        reason: '2 tests failed',
        mergedAs: null,
        passed: null,
        failed: null,
        durationMs: 250,
        at: 350,
      },
    ]);
    expect(candidates.verdicts(1)).toHaveLength(1);
  });

  it('knows a tree as passing only under the gate that it passed', () => {
    const { candidates } = stage.queue;
    candidates.addTreeCheck({ tree: 't', gateHash: 'g', verdict: 'passed', passed: 12 });
    expect(candidates.passedOn('t', 'g')).toBe(12);
    expect(candidates.passedOn('t', 'other')).toBeUndefined();
    candidates.addTreeCheck({ tree: 't', gateHash: 'g', verdict: 'failed', passed: 11 });
    expect(candidates.passedOn('t', 'g')).toBeUndefined();
  });
});

describe('an intent to land', () => {
  it('is open until it is done or dropped', () => {
    const { landings } = stage.queue;
    const landing = {
      candidateId: null,
      verdict: 'v1',
      oldMain: 'a',
      newMain: 'b',
      tree: 't',
      gateHash: 'g',
    };
    const first = landings.intend(landing);
    const second = landings.intend({ ...landing, newMain: 'c' });
    expect(stage.another().landings.open()).toEqual([
      { ...landing, id: first },
      { ...landing, id: second, newMain: 'c' },
    ]);
    landings.end(first, 'done');
    landings.end(second, 'dropped');
    expect(landings.open()).toEqual([]);
  });
});
