import { isAncestor, treeOf } from '../git/index.ts';
import type { Git } from '../git/index.ts';
import type { AgentTuiError } from '../model/error.ts';
import type { Evidence } from '../model/verdict.ts';
import { planGate } from './gate-plan.ts';
import type { GatePlan } from './gate-plan.ts';
import { inspectChange } from './inspect-change.ts';
import { commitMerge, planMerge } from './merge.ts';
import type { MergePlan } from './merge.ts';
import { runInSlot } from './run-in-slot.ts';
import type { GateRunner, SlotEvidence } from './run-in-slot.ts';

/** What the gatekeeper is doing with a candidate. */
export type VerifyStage = 'merge' | 'setup' | 'test';

/** A commit that wants to become part of main; it is in gate.git already. */
export interface MergeRequest {
  readonly verdictId: string;
  readonly candidateId: number;
  readonly featureId: number;
  readonly epoch: number;
  readonly head: string;
  /** Verified main. */
  readonly base: string;
  /** How many tests pass on `base`; null when that is not known. */
  readonly baselinePassed: number | null;
  /** The first line of the merge commit. */
  readonly subject: string;
  /**
   * `feature`: an agent's work, judged by the tests that main plans and by the policy. `person`: new commits of the
   * target branch; they are themselves the measure, and are taken as they are where main has nothing of its own.
   */
  readonly origin: 'feature' | 'person';
  readonly onStage: (stage: VerifyStage) => void;
  readonly signal: AbortSignal | undefined;
}

/** What collecting needs. */
export interface CollectDeps extends GateRunner {
  readonly gate: Git;
}

/** What is known where git itself could not do its part, a full disk or a broken object say. */
export function notCollected(request: MergeRequest, fault: AgentTuiError): Collected {
  const { head, base, baselinePassed } = request;
  const merge = { kind: 'failed', reason: fault.message } as const;
  return {
    evidence: { candidateHead: head, base, baselinePassed, merge, findings: [], ...notRun },
    gateHash: '',
  };
}

/** Evidence with the hash of what it was collected by. */
export interface Collected {
  readonly evidence: Evidence;
  readonly gateHash: string;
}

const notRun: SlotEvidence = { setup: { kind: 'done' }, tests: null };

const unrelated = {
  rule: 'history',
  detail: 'the work has no commit in common with main: begin from main, without a new root commit',
} as const;

const testsLost = {
  rule: 'tests-lost',
  detail:
    "with this change the project's tests are not found any more: keep the test files and how they are run",
} as const;

/** Observes everything that may be known about a request before it lands, and judges nothing. */
export async function collect(deps: CollectDeps, request: MergeRequest): Promise<Collected> {
  const { gate } = deps;
  const { base, head, onStage, signal } = request;
  onStage('merge');
  const merged = await mergeOf(gate, request);
  const isJudged = merged.kind === 'clean' && request.origin === 'feature';
  const found = isJudged ? await inspectChange(gate, base, merged.tree) : [];
  // What is too large to be looked at, or hidden, is not planned for either.
  const isSound = merged.kind === 'clean' && found.length === 0;
  const tree = isSound ? merged.tree : await treeOf(gate, base);
  const planFrom = request.origin === 'person' ? head : base;
  const plan = await planGate(gate, { planFrom, tree }, deps.config);
  const evidence = (seen: Pick<Evidence, 'merge' | 'findings'> & SlotEvidence): Collected => ({
    evidence: { candidateHead: head, base, baselinePassed: request.baselinePassed, ...seen },
    gateHash: plan.gateHash,
  });
  if (merged.kind === 'unrelated') {
    return evidence({ merge: { kind: 'unchanged' }, findings: [unrelated], ...notRun });
  }
  if (merged.kind !== 'clean') return evidence({ merge: merged, findings: [], ...notRun });
  const findings = isJudged && losesTests(plan) ? [...found, testsLost] : found;
  const commit = merged.commit ?? (await commitFor(gate, request, { tree: merged.tree, plan }));
  const merge = { kind: 'clean', tree: merged.tree, commit } as const;
  if (findings.length > 0) return evidence({ merge, findings, ...notRun });
  return evidence({ merge, findings, ...(await runInSlot(deps, { tree, plan, onStage, signal })) });
}

function losesTests({ detection, otherDetection }: GatePlan): boolean {
  return detection.kind === 'found' && otherDetection?.kind === 'none';
}

type MergeOfRequest =
  | Exclude<MergePlan, { kind: 'clean' }>
  | { readonly kind: 'clean'; readonly tree: string; readonly commit: string | null };

async function mergeOf(gate: Git, request: MergeRequest): Promise<MergeOfRequest> {
  const { base, head, origin } = request;
  const isPerson = origin === 'person';
  if (isPerson && (await isAncestor(gate, base, head))) {
    return { kind: 'clean', tree: await treeOf(gate, head), commit: head };
  }
  const merged = await planMerge(gate, base, head);
  if (merged.kind === 'clean') return { ...merged, commit: null };
  // A person who brought the same changes over by hand still needs their commits to be part of main.
  if (merged.kind === 'unchanged' && isPerson) {
    return { kind: 'clean', tree: await treeOf(gate, base), commit: null };
  }
  return merged;
}

async function commitFor(
  gate: Git,
  request: MergeRequest,
  gated: { readonly tree: string; readonly plan: GatePlan },
): Promise<string> {
  const { base, head, subject, origin, featureId, verdictId } = request;
  const feature = [['Agent-Tui-Feature', String(featureId)]] as const;
  return commitMerge(
    gate,
    { base, head, tree: gated.tree },
    {
      subject,
      trailers: [
        ...(origin === 'feature' ? feature : []),
        ['Agent-Tui-Verdict', verdictId],
        ['Agent-Tui-Gate-Hash', gated.plan.gateHash],
      ],
    },
  );
}
