import { AgentTuiError } from '../model/error.ts';
import type { Verdict } from '../model/verdict.ts';
import { effect } from '../platform/effect.ts';
import { onDisk } from '../platform/files.ts';
import { collect, notCollected } from './collect.ts';
import type { CollectDeps, Collected, MergeRequest } from './collect.ts';
import { decide } from './decide.ts';
import { writeVerdict } from './verdict-file.ts';

/** What verifying needs. */
export type VerifyDeps = CollectDeps;

/** Collects the evidence about one commit, decides, and writes the verdict down. */
export async function verifyMerge(deps: VerifyDeps, request: MergeRequest): Promise<Verdict> {
  const startedAt = deps.clock.now();
  const { evidence, gateHash } = await collectOrNot(deps, request);
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
  await effect('verdict.file', () => writeVerdict(deps.stateDir, verdict));
  return verdict;
}

/** A fault of git or the disk is a verdict too, `errored`: thrown, it would come again for the same candidate for ever. */
async function collectOrNot(deps: CollectDeps, request: MergeRequest): Promise<Collected> {
  try {
    return await onDisk(() => collect(deps, request));
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    return notCollected(request, error);
  }
}
