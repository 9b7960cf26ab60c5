import { commitTree, mergeTree } from '../../src/engine/git/index.ts';
import type { Verdict } from '../../src/engine/model/verdict.ts';
import type { Project } from './project.ts';

/** A verdict that lets a candidate land without running its tests: for tests of what comes after the verdict. */
export async function verdictFor(project: Project, head: string, id = 1): Promise<Verdict> {
  const { gate } = project.repositories;
  const base = project.main();
  const merged = await mergeTree(gate, base, head);
  if (merged.kind !== 'clean') throw new Error('the candidate conflicts');
  const { tree } = merged;
  const commit = await commitTree(gate, {
    tree,
    parents: [base, head],
    message: `Merge ${String(id)}`,
  });
  return {
    id: `v${String(id)}`,
    candidateId: id,
    featureId: 7,
    epoch: 1,
    outcome: 'verified',
    reasons: [],
    gateHash: 'hash',
    startedAt: 0,
    finishedAt: 1,
    evidence: {
      candidateHead: head,
      base,
      merge: { kind: 'clean', tree, commit },
      findings: [],
      setup: { kind: 'done' },
      tests: null,
      baselinePassed: 1,
    },
  };
}
