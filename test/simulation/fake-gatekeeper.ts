import type {
  AbsorbInput,
  AbsorbResult,
  Gatekeeper,
  LandInput,
  LandResult,
} from '../../src/engine/gatekeeper/index.ts';
import type { LandingOutcome } from '../../src/engine/model/landing.ts';
import { effect, effectNow } from '../../src/engine/platform/effect.ts';
import { mainOf } from './fake-worktrees.ts';
import { gateHashOf, runGate, verifyMerge, type GateGiven } from './gate-run.ts';
import type { Life } from './life.ts';
import { behindBy, locate, rememberSeen, statusOf } from './person-main.ts';
import type { World } from './world.ts';

/** The gatekeeper over commits in memory, in the order of effects of the real one. */
export function fakeGatekeeper(life: Life, given: GateGiven): Gatekeeper {
  const { world } = life;
  const { objects } = world;
  const planMain = (commit: string) => ({
    tree: objects.treeOf(commit),
    gateHash: gateHashOf(world, commit),
    detection: {} as Awaited<ReturnType<Gatekeeper['planMain']>>['detection'],
  });
  return {
    planMain: (commit) => life.outside(() => planMain(commit)),
    planStartMain: () => life.outside(() => planMain(mainOf(world))),
    checkMain: (commit, signal) =>
      life.outside(async () => {
        const plan = planMain(commit);
        return { ...plan, run: await runGate(life, given, { ...plan, signal }) };
      }),
    verify: ({ candidate, feature, base, baselinePassed, onStage, signal }) =>
      life.outside(() =>
        verifyMerge(life, given, {
          verdictId: `v${String(candidate.id)}-${String(world.time.now)}`,
          candidateId: candidate.id,
          featureId: feature.id,
          epoch: candidate.epoch,
          head: candidate.head,
          base,
          baselinePassed,
          origin: 'feature',
          onStage,
          signal,
        }),
      ),
    land: (input) => land(life, input),
    finishLanding: (intent) =>
      life.outside(async () => {
        const main = mainOf(world);
        if (!objects.isAncestor(intent.newMain, main)) return 'dropped';
        await mirror(world, main);
        return 'done';
      }),
    mainStatus: () => life.outside(() => statusOf(world)),
    syncMain: () => life.outside(() => syncMain(world)),
    absorbMain: (input) => absorb(life, given, input),
    follow: ({ mayTouchCheckout }) => life.outside(() => follow(life, mayTouchCheckout)),
    mainSubjects: () => life.outside(() => [objects.subjectOf(mainOf(world))]),
    feedback: (verdict) => verdict.reasons.join('\n'),
  };
}

function syncMain(world: World): Awaited<ReturnType<Gatekeeper['syncMain']>> {
  const { own, verified, relation } = locate(world);
  const commit = own ?? verified;
  switch (relation) {
    case 'equal':
    case 'behind':
      rememberSeen(world, commit);
      return { kind: 'unchanged' };
    case 'rewound':
      return { kind: 'unchanged' };
    case 'ahead':
    case 'apart':
      return { kind: 'moved', commit };
    case 'rewritten':
      return { kind: 'diverged', commit };
  }
}

async function land(life: Life, input: LandInput): Promise<LandResult> {
  const { world } = life;
  const { merge, base } = input.verdict.evidence;
  if (input.verdict.outcome !== 'verified' || merge.kind !== 'clean') {
    throw new Error(`verdict ${input.verdict.id} is ${input.verdict.outcome}: it cannot land`);
  }
  await life.pass();
  const before = mainOf(world);
  if (before !== base) return { kind: 'moved', main: before };
  const { commit, tree } = merge;
  const { gateHash } = input.verdict;
  effectNow('land.intent', () => {
    input.intent({ oldMain: base, newMain: commit, tree, gateHash });
  });
  await life.pass();
  await effect('land.ref', () => {
    world.moveMain(commit);
  });
  await life.pass();
  effectNow('land.row', input.done);
  await life.pass();
  return { kind: 'landed', commit, alarm: await mirror(world, commit) };
}

/** Tells why the mirror could not be written; nothing of it is thrown, since main has moved already. */
async function mirror(world: World, commit: string): Promise<string | null> {
  const ref = 'agent-tui/main';
  const old = world.personRefs.get(ref);
  if (old !== undefined && !world.objects.isAncestor(old, commit)) {
    return `${ref} was moved by somebody else`;
  }
  try {
    await effect('mirror.ref', () => {
      world.personRefs.set(ref, commit);
    });
    return null;
  } catch (error) {
    return `${ref} could not be written: ${String(error)}`;
  }
}

async function absorb(life: Life, given: GateGiven, input: AbsorbInput): Promise<AbsorbResult> {
  await life.pass();
  const { world } = life;
  const { own, verified, relation } = locate(world);
  if (relation === 'rewritten' || own === null) return { kind: 'diverged' };
  if (relation !== 'ahead' && relation !== 'apart') return { kind: 'unchanged' };
  const verdict = await verifyMerge(life, given, {
    verdictId: `main-${own}`,
    candidateId: 0,
    featureId: 0,
    epoch: 0,
    head: own,
    base: verified,
    baselinePassed: null,
    origin: 'person',
    onStage: input.onStage,
    signal: input.signal,
  });
  if (verdict.outcome !== 'verified') return { kind: 'refused', verdict };
  const landed = await land(life, {
    verdict,
    intent: (landing) => {
      input.intent(landing, verdict);
    },
    done: input.done,
  });
  if (landed.kind === 'landed') rememberSeen(world, own);
  return { ...landed, verdict };
}

async function follow(life: Life, mayTouchCheckout: boolean): Promise<LandingOutcome> {
  const { world } = life;
  const { own, verified, relation } = locate(world);
  if (relation === 'equal' || relation === 'ahead') return { kind: 'up-to-date' };
  if (relation !== 'behind' || own === null) return refused(`main is ${relation}`);
  if (world.checkout !== 'none' && !mayTouchCheckout) return refused('main is checked out');
  if (world.checkout === 'dirty') return refused('there are uncommitted changes');
  const commits = behindBy(world, own, verified);
  await life.pass();
  const isMoved = await effect('follow.ref', () => {
    if (world.personRefs.get('main') !== own) return false;
    world.personRefs.set('main', verified);
    return true;
  });
  if (!isMoved) return refused('main moved at the same time');
  syncMain(world);
  return { kind: 'landed', commit: verified, commits };
}

function refused(reason: string): LandingOutcome {
  return { kind: 'refused', reason, hint: 'land again' };
}
