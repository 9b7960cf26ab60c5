import type { Context } from '../context.ts';
import type { Candidate } from '../model/candidate.ts';
import { effectNow } from '../platform/effect.ts';
import { finishLandings } from './finish-landings.ts';
import { followMain } from './follow-main.ts';
import { noteOutcome } from './note-outcome.ts';
import { pauseRun } from './pause-run.ts';
import { noteVerdict, sendBack, type Judged } from './send-back.ts';

/** This many verifications in a row that the gate itself could not do pause the run. */
const gateFaultsMax = 3;

/** Verifies the oldest candidate on top of verified main and lands it, or sends it back with the evidence. */
export async function verifyNext(context: Context): Promise<void> {
  const { queue, gatekeeper, clock, run } = context;
  const candidate = queue.candidates.nextQueued();
  if (candidate === undefined || run.gate !== null) return;
  const feature = queue.features.find(candidate.featureId);
  if (feature?.state !== 'verifying' || feature.epoch !== candidate.epoch) {
    queue.candidates.setState(candidate.id, 'superseded');
    return;
  }
  const gate = { featureId: feature.id, featureName: feature.name, startedAt: clock.now() };
  run.gate = { ...gate, stage: 'merge' };
  try {
    await finishLandings(context);
    // Where its landing could not be settled at once, it may be part of main by now.
    if (queue.candidates.find(candidate.id)?.state === 'landed') return;
    const base = await context.worktrees.main();
    effectNow('verify.row', () => {
      queue.journal.write((record) => {
        queue.candidates.setState(candidate.id, 'verifying');
        record({
          type: 'candidate:verifying',
          featureId: feature.id,
          agent: candidate.agent,
          facts: { candidate: candidate.id, base },
        });
      });
    });
    const verdict = await gatekeeper.verify({
      candidate,
      feature,
      base,
      baselinePassed: await baselineOf(context, base),
      onStage: (stage) => {
        run.gate = { ...gate, stage };
        context.changed();
      },
      signal: context.stopping,
    });
    if (context.stopping.aborted) {
      queue.candidates.setState(candidate.id, 'queued');
      return;
    }
    await act(context, { candidate, feature, verdict });
  } catch (error) {
    await afterFault(context, candidate);
    throw error;
  } finally {
    run.gate = null;
    run.landing = null;
    context.changed();
    context.wake();
  }
}

/** Something failed half-way: what main contains says whether the candidate landed; if not it keeps its place. */
async function afterFault(context: Context, candidate: Candidate): Promise<void> {
  const { queue, run } = context;
  await finishLandings(context);
  if (queue.candidates.find(candidate.id)?.state === 'verifying') {
    queue.candidates.setState(candidate.id, 'queued');
  }
  run.gateFaults += 1;
  if (run.gateFaults >= gateFaultsMax) {
    pauseRun(
      context,
      `the gate failed ${String(run.gateFaults)} times on #${String(candidate.featureId)}`,
    );
  }
}

/**
 * How many tests pass on verified main; null when main itself does not pass. A landed feature may have changed how tests
 * are run: then main is run once more, so that a hang or a crash can be told to be the candidate's.
 */
async function baselineOf(context: Context, base: string): Promise<number | null> {
  const { gatekeeper, queue, stopping } = context;
  const { tree, gateHash } = await gatekeeper.planMain(base);
  const known = queue.candidates.passedOn(tree, gateHash);
  if (known !== undefined) return known;
  const { run } = await gatekeeper.checkMain(base, stopping);
  if (stopping.aborted) return null;
  const { verdict, totals } = run;
  queue.candidates.addTreeCheck({ tree, gateHash, verdict, passed: totals.passed });
  return verdict === 'passed' ? totals.passed : null;
}

async function act(context: Context, judged: Judged): Promise<void> {
  const { verdict, candidate } = judged;
  const now = context.queue.features.find(candidate.featureId);
  if (now?.state !== 'verifying' || now.epoch !== candidate.epoch) {
    // Blocked or cancelled by a person while its tests ran.
    noteVerdict(context, verdict);
    context.queue.candidates.setState(candidate.id, 'superseded');
    return;
  }
  context.run.gateFaults = verdict.outcome === 'errored' ? context.run.gateFaults + 1 : 0;
  switch (verdict.outcome) {
    case 'verified':
      await land(context, judged);
      return;
    case 'rejected':
    case 'conflicted':
      await sendBack(context, judged);
      return;
    case 'errored':
      retryLater(context, judged);
      return;
  }
}

async function land(context: Context, { candidate, feature, verdict }: Judged): Promise<void> {
  const { queue, gatekeeper, worktrees, run, clock } = context;
  const { merge, tests } = verdict.evidence;
  let intent: number | undefined;
  noteVerdict(context, verdict);
  run.landing = feature.id;
  const change = await worktrees.changeOf(candidate.head);
  const outcome = await gatekeeper.land({
    verdict,
    intent: (landing) => {
      intent = queue.landings.intend({
        ...landing,
        candidateId: candidate.id,
        verdict: verdict.id,
      });
    },
    done: () => {
      const commit = merge.kind === 'clean' ? merge.commit : '';
      queue.journal.write((record) => {
        if (intent !== undefined) queue.landings.end(intent, 'done');
        queue.candidates.setState(candidate.id, 'landed');
        queue.candidates.setMergedAs(verdict.id, commit);
        if (merge.kind === 'clean' && tests !== null) {
          queue.candidates.addTreeCheck({
            tree: merge.tree,
            gateHash: verdict.gateHash,
            verdict: tests.verdict,
            passed: tests.totals.passed,
          });
        }
        record({
          type: 'main:landed',
          featureId: feature.id,
          facts: { commit, verdict: verdict.id },
        });
        context.models.keepOutcome({ ...candidate, landed: true });
        queue.features.merge({ featureId: feature.id, epoch: candidate.epoch, commit }, record);
        noteOutcome(context, { featureId: feature.id, outcome: 'landed', files: change?.paths });
      });
    },
  });
  if (outcome.kind === 'moved') {
    if (intent !== undefined) queue.landings.end(intent, 'dropped');
    queue.candidates.setState(candidate.id, 'queued');
    return;
  }
  noteAlarm(context, outcome.alarm);
  run.lastGreenAt = clock.now();
  await followMain(context);
}

/** Says that the mirror in the person's repository is not ours any more, or that it is again. */
function noteAlarm(context: Context, alarm: string | null): void {
  const { run, queue } = context;
  if (alarm === null) {
    run.banners.clear('mirror');
    return;
  }
  run.banners.show('mirror', alarm);
  queue.journal.write((record) => {
    record({ type: 'fault:met', facts: { what: alarm } });
  });
}

/** The gate could not do its work: that is nobody's fault, and the candidate keeps its place. */
function retryLater(context: Context, { candidate, verdict }: Judged): void {
  const { queue, run } = context;
  const what = `the gate could not verify: ${verdict.reasons[0] ?? 'no reason is known'}`;
  noteVerdict(context, verdict);
  queue.candidates.setState(candidate.id, 'queued');
  queue.journal.write((record) => {
    record({ type: 'fault:met', featureId: candidate.featureId, facts: { what } });
  });
  if (run.gateFaults >= gateFaultsMax) pauseRun(context, what);
}
