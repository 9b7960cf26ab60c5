import type { SessionEnd } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import type { CheckpointReason } from '../model/checkpoint.ts';
import type { Feature } from '../model/feature.ts';
import { fixedLimits } from '../model/limits.ts';
import type { SessionEnding } from '../model/session.ts';
import { effectNow } from '../platform/effect.ts';
import type { SlotStart, Submission } from '../worktrees/index.ts';
import { endAttempt } from './end-attempt.ts';
import { endClaim } from './end-claim.ts';
import { holdSlot } from './hold-slot.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { keepTrying } from './keep-trying.ts';
import { releaseSlot } from './release-slot.ts';
import { endingReason, recordSessionEnd } from './session-end.ts';

/**
 * After an agent's process has ended: submits what it changed, or keeps it and queues the feature again. The slot is not
 * freed before its work is kept; what cannot be kept now is still in the slot when the next start recovers it.
 */
export async function finishAttempt(context: Context, slot: Slot, end: SessionEnd): Promise<void> {
  slot.phase = 'ending';
  context.changed();
  await keepTrying(context, slot, async () => {
    await slot.inTurn(() => finishOnce(context, slot, end));
    if (end.survivors === 0) return;
    holdSlot(context, slot, `${String(end.survivors)} of its processes could not be ended`);
  });
}

async function finishOnce(context: Context, slot: Slot, end: SessionEnd): Promise<void> {
  if (await isWrittenDown(context, slot)) return;
  if (isHandedIn(slot, end)) await submitWork(context, slot, end);
  else await returnWork(context, slot, end);
}

/** Endings by which a person, or somebody who has the feature by now, takes back what was handed in. */
const takenBack: readonly SessionEnding[] = ['killed', 'discarded', 'superseded', 'not-started'];

/** An agent hands its work in by ending well, or by the tool; after that it may end as it likes. */
function isHandedIn({ work }: Slot, { ending, exitCode }: SessionEnd): boolean {
  if (ending === 'submitted') return true;
  if (ending === 'exited' && exitCode === 0) return true;
  return work?.handedIn === true && !takenBack.includes(ending);
}

/**
 * Whether an earlier try has come through although it was said to have failed. To hand the work in once more would put
 * another commit in the place of the one that the candidate names.
 */
async function isWrittenDown(context: Context, slot: Slot): Promise<boolean> {
  const { work } = slot;
  if (work?.sessionId == null) return false;
  if (context.queue.sessions.open().some(({ id }) => id === work.sessionId)) return false;
  await endClaim(context, work.lease, 'done');
  releaseSlot(context, slot);
  return true;
}

async function submitWork(context: Context, slot: Slot, end: SessionEnd): Promise<void> {
  const { work } = slot;
  if (work?.start == null) return;
  const { queue, worktrees } = context;
  const { feature, epoch } = work;
  const submission = await worktrees.submission({
    agent: slot.agent,
    start: work.start,
    against: await nothingDone(context, feature, work.start),
    message: feature.name,
    ref: `refs/agent-tui/candidates/${String(feature.id)}/${String(epoch)}`,
  });
  if (submission.kind === 'unchanged') {
    await endAttempt(context, slot, {
      ending: 'no-change',
      detail: noChangeReason(feature),
      session: { ...end, ending: 'no-change' },
      head: null,
    });
    return;
  }
  await keepCheckpoint(context, slot, { reason: 'submit', message: `submitted: ${feature.name}` });
  const handedIn = { featureId: feature.id, epoch, head: submission.head };
  effectNow('submit.tx', () => {
    queue.journal.write((record) => {
      recordSessionEnd(context, slot, { end: { ...end, ending: 'submitted' }, record });
      // A person may have blocked or cancelled the feature meanwhile: then its work is kept and not judged.
      if (queue.features.submit(handedIn, record)) {
        queue.candidates.add({ ...handedIn, agent: slot.agent });
      } else queue.features.refuse(handedIn, record);
      for (const what of leftOut(submission)) {
        record({ type: 'fault:met', featureId: feature.id, agent: slot.agent, facts: { what } });
      }
    });
  });
  await endClaim(context, work.lease, 'done');
  releaseSlot(context, slot);
}

/** What of an agent's work could not be taken along, one sentence each. */
function leftOut(submission: Extract<Submission, { kind: 'changed' }>): string[] {
  const nested = submission.nested.map(
    (path) =>
      `${path} is a git repository of its own: its files are not part of what was handed in`,
  );
  return [...nested, ...submission.problems];
}

/** What sent the work back before still holds, since nothing was done about it. */
function noChangeReason({ lastError }: Feature): string {
  const nothing = 'the agent ended without changing anything';
  if (lastError === null || lastError.startsWith(nothing)) return lastError ?? nothing;
  return `${nothing} after: ${lastError}`;
}

/**
 * The tree that means "the agent did nothing". Work that the gate has sent back must change; work of an attempt that was
 * cut off was never judged, so that all of it counts.
 */
export async function nothingDone(
  context: Context,
  feature: Feature,
  start: SlotStart,
): Promise<string> {
  const { queue, worktrees } = context;
  const isJudged = feature.head === null || queue.candidates.wasSentBack(feature.id, feature.head);
  return isJudged ? start.tree : worktrees.treeOf(start.main);
}

async function returnWork(context: Context, slot: Slot, end: SessionEnd): Promise<void> {
  const reason = gaveBackReason(slot, end) ?? endingReason(end, context.limits);
  const isTooLarge = end.ending === 'over-quota';
  const kept = await keepCheckpoint(context, slot, {
    reason: checkpointReasonOf(end.ending),
    message: reason,
    ...(isTooLarge ? { fileBytesMax: fixedLimits.candidateFileBytesMax } : {}),
  });
  const head = end.ending === 'discarded' ? null : (kept?.commit ?? null);
  const change = kept === undefined ? null : await context.worktrees.changeOf(kept.commit);
  const diffPrint = change?.print ?? null;
  // What took the room must not meet the next attempt, which would be over the limit before it has begun.
  if (isTooLarge) await context.worktrees.empty({ agent: slot.agent });
  const attempt = { ending: end.ending, detail: reason, session: end, head, diffPrint };
  await endAttempt(context, slot, attempt);
}

function gaveBackReason({ work }: Slot, { ending }: SessionEnd): string | null {
  if (ending !== 'skipped' || work?.gaveBack == null) return null;
  return `the agent gave it back: ${work.gaveBack}`;
}

function checkpointReasonOf(ending: SessionEnding): CheckpointReason {
  if (ending === 'killed' || ending === 'discarded') return 'kill';
  return ending === 'lost' ? 'recovery' : 'end';
}
