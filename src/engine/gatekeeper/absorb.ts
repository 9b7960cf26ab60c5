import type { Verdict } from '../model/verdict.ts';
import type { Repositories } from '../worktrees/repositories.ts';
import type { VerifyStage } from './collect.ts';
import { land } from './land.ts';
import type { LandingIntent, LandResult } from './land.ts';
import { locateMain, rememberSeen } from './main.ts';
import { verifyMerge } from './verify.ts';
import type { VerifyDeps } from './verify.ts';

/** How the caller takes part when the person's commits become part of verified main. */
export interface AbsorbInput {
  readonly onStage: (stage: VerifyStage) => void;
  readonly signal?: AbortSignal | undefined;
  /** Called after the verdict and before anything moves. */
  readonly intent: (landing: LandingIntent, verdict: Verdict) => void;
  readonly done: () => void;
}

/** What came of it; `refused`: their commits do not merge or do not pass, so verified main stays where it is. */
export type AbsorbResult =
  | { readonly kind: 'unchanged' | 'diverged' }
  | { readonly kind: 'refused'; readonly verdict: Verdict }
  | (LandResult & { readonly verdict: Verdict });

/** Merges the person's own new commits into verified main, once their tests pass on the merged tree. */
export async function absorbMain(
  deps: VerifyDeps & { readonly repositories: Repositories },
  input: AbsorbInput,
): Promise<AbsorbResult> {
  const { repositories } = deps;
  const { own, verified, relation } = await locateMain(repositories);
  if (relation === 'rewritten' || own === null) return { kind: 'diverged' };
  if (relation !== 'ahead' && relation !== 'apart') return { kind: 'unchanged' };
  const verdict = await verifyMerge(deps, {
    verdictId: `main-${own.slice(0, 12)}`,
    candidateId: 0,
    featureId: 0,
    epoch: 0,
    head: own,
    base: verified,
    baselinePassed: null,
    subject: `Merge ${repositories.target}`,
    origin: 'person',
    onStage: input.onStage,
    signal: input.signal,
  });
  if (verdict.outcome !== 'verified') return { kind: 'refused', verdict };
  const landed = await land(repositories, {
    verdict,
    intent: (landing) => {
      input.intent(landing, verdict);
    },
    done: input.done,
  });
  // From now on a branch without this commit is a rewritten one.
  if (landed.kind === 'landed') await rememberSeen(repositories, own);
  return { ...landed, verdict };
}
