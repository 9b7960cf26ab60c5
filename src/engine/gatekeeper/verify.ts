import type { Verdict } from '../model/verdict.ts';
import { collect } from './collect.ts';
import type { CollectDeps, MergeRequest } from './collect.ts';
import { decide } from './decide.ts';
import { writeVerdict } from './verdict-file.ts';

/** What verifying needs. */
export interface VerifyDeps extends CollectDeps {
  readonly stateDir: string;
}

/** Collects the evidence about one commit, decides, and writes the verdict down. */
export async function verifyMerge(deps: VerifyDeps, request: MergeRequest): Promise<Verdict> {
  const startedAt = deps.clock.now();
  const { evidence, gateHash } = await collect(deps, request);
  const verdict: Verdict = {
    id: request.verdictId,
    candidateId: request.candidateId,
    featureId: request.featureId,
    epoch: request.epoch,
    ...decide(evidence),
    evidence,
    gateHash,
    startedAt,
    finishedAt: deps.clock.now(),
  };
  await writeVerdict(deps.stateDir, verdict);
  return verdict;
}
