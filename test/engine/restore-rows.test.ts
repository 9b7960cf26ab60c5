import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Context } from '../../src/engine/context.ts';
import type { Verdict } from '../../src/engine/model/verdict.ts';
import type { OwnMerge } from '../../src/engine/steps/reconcile/compare.ts';
import type { Past } from '../../src/engine/steps/reconcile/read-past.ts';
import { restoreRows } from '../../src/engine/steps/reconcile/restore-rows.ts';
import { QueueStage } from '../queue/stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
});
afterEach(() => {
  stage.close();
});

const count = 300;
const ids = Array.from({ length: count }, (_, index) => index + 1);

/** Every feature was merged, and no row tells of it; `looked` hears of each look at a merge's head or verdict. */
function pastOf(looked: () => void): Past {
  const merges = ids.map((id): OwnMerge => {
    const name = String(id);
    const plain = { before: 'b', tree: 't', subject: 's', gateHash: 'g', featureId: id, epoch: 1 };
    return {
      ...plain,
      commit: `commit ${name}`,
      get head() {
        looked();
        return `head ${name}`;
      },
      get verdict() {
        looked();
        return `verdict ${name}`;
      },
    };
  });
  const candidates = ids.map((id) => {
    const commit = `head ${String(id)}`;
    return { kind: 'candidate', featureId: id, epoch: 1, number: 0, commit } as const;
  });
  return {
    merges,
    differences: { checkpoints: [], goneCheckpoints: [], candidates },
    checkpoints: [],
    unmerged: [],
    features: stage.queue.known.features(ids),
    epochs: new Map(ids.map((id) => [id, 1])),
    newest: new Map(),
    names: new Map(),
    verdicts: ids.map(verdictOf),
  };
}

function verdictOf(id: number): Verdict {
  return {
    id: `verdict ${String(id)}`,
    candidateId: id,
    featureId: id,
    epoch: 1,
    outcome: 'verified',
    reasons: [],
    gateHash: 'g',
    startedAt: 1,
    finishedAt: 2,
    evidence: {
      candidateHead: `head ${String(id)}`,
      base: 'b',
      merge: { kind: 'clean', tree: 't', commit: `commit ${String(id)}` },
      findings: [],
      setup: { kind: 'done' },
      tests: null,
      baselinePassed: null,
    },
  };
}

it('each candidate finds its merge and its verdict without a look at all the others', () => {
  stage.add(...ids.map((id) => `Feature ${String(id)}`));
  let looks = 0;
  const past = pastOf(() => (looks += 1));
  const restored = restoreRows({ queue: stage.queue } as Context, past);
  expect(restored.merges).toBe(count);
  expect(looks).toBeLessThan(10 * count);
  const rows = stage.db
    .prepare('SELECT feature_id AS id, state FROM candidates ORDER BY feature_id')
    .all();
  expect(rows).toEqual(ids.map((id) => ({ id, state: 'landed' })));
  const verdicts = stage.db.prepare('SELECT * FROM verdicts ORDER BY candidate_id').all();
  expect(verdicts).toMatchObject(ids.map((id) => ({ merged_as: `commit ${String(id)}` })));
});
