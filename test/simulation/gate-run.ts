import { decide } from '../../src/engine/gatekeeper/decide.ts';
import type { VerifyStage } from '../../src/engine/gatekeeper/index.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import type { TestRun, TestVerdict } from '../../src/engine/model/test-report.ts';
import type { Evidence, Verdict } from '../../src/engine/model/verdict.ts';
import { effect } from '../../src/engine/platform/effect.ts';
import type { Dice } from './dice.ts';
import type { Life } from './life.ts';
import { testsOf } from './tests-of-tree.ts';
import type { World } from './world.ts';

/** What runs of the gate depend on. */
export interface GateGiven {
  readonly dice: Dice;
  readonly testMsMax: number;
}

/** One commit to be judged. */
export interface MergeAsked {
  readonly verdictId: string;
  readonly candidateId: number;
  readonly featureId: number;
  readonly epoch: number;
  readonly head: string;
  readonly base: string;
  readonly baselinePassed: number | null;
  readonly origin: 'feature' | 'person';
  readonly onStage: (stage: VerifyStage) => void;
  readonly signal: AbortSignal | undefined;
}

/** How main plans the gate: a person may change it, and then older passes count no more. */
export function gateHashOf({ objects }: World, commit: string): string {
  return `gate-${objects.files(objects.treeOf(commit)).get('gate') ?? '0'}`;
}

/** Merges, runs, decides; `decide` is the real one. */
export async function verifyMerge(
  life: Life,
  given: GateGiven,
  asked: MergeAsked,
): Promise<Verdict> {
  const startedAt = life.clock.now();
  const { head, base, baselinePassed } = asked;
  const gateHash = gateHashOf(life.world, asked.origin === 'person' ? head : base);
  const evidence: Evidence = {
    candidateHead: head,
    base,
    baselinePassed,
    findings: [],
    setup: { kind: 'done' },
    ...(await seenOf(life, given, { ...asked, gateHash })),
  };
  const verdict: Verdict = {
    id: asked.verdictId,
    candidateId: asked.candidateId,
    featureId: asked.featureId,
    epoch: asked.epoch,
    ...decide(evidence),
    evidence,
    gateHash,
    startedAt,
    finishedAt: life.clock.now(),
  };
  await effect('verdict.file', () => undefined);
  return verdict;
}

async function seenOf(
  life: Life,
  given: GateGiven,
  asked: MergeAsked & { readonly gateHash: string },
): Promise<Pick<Evidence, 'merge' | 'tests'>> {
  asked.onStage('merge');
  await life.pass();
  const merge = mergeOf(life.world, asked);
  if (merge.kind !== 'clean') return { merge, tests: null };
  asked.onStage('test');
  const { gateHash, signal } = asked;
  try {
    const run = { tree: merge.tree, gateHash, signal };
    return { merge, tests: await effect('tests.run', () => runGate(life, given, run)) };
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    return { merge: { kind: 'failed', reason: error.message }, tests: null };
  }
}

function mergeOf({ objects }: World, asked: MergeAsked): Evidence['merge'] {
  const { base, head, origin, verdictId } = asked;
  if (origin === 'person' && objects.isAncestor(base, head)) {
    return { kind: 'clean', tree: objects.treeOf(head), commit: head };
  }
  const { tree, conflicts } = objects.merge(base, head);
  if (conflicts.length > 0) {
    return { kind: 'conflict', files: conflicts.map((path) => ({ path, excerpt: '' })) };
  }
  const isUnchanged = tree === objects.treeOf(base);
  if (isUnchanged && origin === 'feature') return { kind: 'unchanged' };
  return { kind: 'clean', tree, commit: objects.commit(tree, [base, head], verdictId) };
}

/** Runs the tests of a tree; the gate itself may fail, and a run that is cancelled shows nothing. */
export async function runGate(
  life: Life,
  { dice, testMsMax }: GateGiven,
  run: {
    readonly tree: string;
    readonly gateHash: string;
    readonly signal: AbortSignal | undefined;
  },
): Promise<TestRun> {
  const { world } = life;
  await life.wait(dice.int(50, testMsMax));
  const { totals, failing } = testsOf(world.objects.files(run.tree));
  const isBroken = world.time.now < world.gateBrokenUntil;
  const verdict: TestVerdict =
    run.signal?.aborted === true
      ? 'cancelled'
      : isBroken
        ? dice.pick(['crashed', 'timed-out', 'no-tests'] as const)
        : failing.length > 0
          ? 'failed'
          : 'passed';
  if (verdict === 'passed') world.passed.add(`${run.tree} ${run.gateHash}`);
  return {
    verdict,
    framework: 'simulated',
    command: [],
    exitCode: verdict === 'passed' ? 0 : 1,
    signal: null,
    durationMs: 1,
    totals,
    failing: verdict === 'failed' ? failing : [],
    reason: verdict === 'passed' ? null : `the tests ${verdict}`,
    output: '',
  };
}
