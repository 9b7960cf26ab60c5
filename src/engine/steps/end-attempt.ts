import type { SessionEnd } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import { isChargedFailure } from '../model/failure.ts';
import { failureOf, isDeath, type SessionEnding } from '../model/session.ts';
import { effectNow } from '../platform/effect.ts';
import { endClaim } from './end-claim.ts';
import { lookAtDisk } from './look-at-disk.ts';
import { noteDeath } from './note-death.ts';
import { noteOutcome } from './note-outcome.ts';
import { pauseRun } from './pause-run.ts';
import { releaseSlot } from './release-slot.ts';
import { retryDelayMs } from './retry-delay.ts';
import { recordSessionEnd } from './session-end.ts';

/** This many attempts in a row that could not be started pause the run. */
const startFaultsMax = 3;

/** How an attempt ended without a submission. */
export interface AttemptEnd {
  readonly ending: SessionEnding;
  readonly detail: string | null;
  /** The end of the agent's process; absent when none was started. */
  readonly session?: SessionEnd;
  /** Where the next attempt goes on; null: where this one began. */
  readonly head: string | null;
  /** The fingerprint of what the attempt changed; absent when that is not known. */
  readonly diffPrint?: string | null;
}

/** Queues the slot's feature again (charged or not, as the ending says) and frees the slot. */
export async function endAttempt(context: Context, slot: Slot, end: AttemptEnd): Promise<void> {
  const { work } = slot;
  if (work === null) return;
  const { queue, limits, random } = context;
  const { feature, epoch, lease } = work;
  // Who dies on a full disk dies of it: that is nobody's work.
  const kind = isDeath(end.ending) && lookAtDisk(context) ? 'fault' : failureOf(end.ending);
  const reason = end.detail ?? end.ending;
  if (isChargedFailure(kind)) await tellNextAttempt(context, feature.id, end);
  const returned = {
    featureId: feature.id,
    epoch,
    kind,
    reason,
    error: `${end.ending}\n${end.session?.detail ?? reason}`,
    diffPrint: end.diffPrint ?? null,
    delayMs: retryDelayMs(delaySteps(end.ending, feature), limits, random),
    head: end.head,
    limits,
  };
  // One transaction: after a crash in between, the next start would take the kept work for lost.
  effectNow('requeue.tx', () => {
    queue.journal.write((record) => {
      if (end.session !== undefined) recordSessionEnd(context, slot, { end: end.session, record });
      // A person may have blocked or cancelled it meanwhile: its work is still where a later attempt goes on.
      if (!queue.features.requeue(returned, record)) queue.features.abandon(returned);
      else if (isChargedFailure(kind)) {
        noteOutcome(context, { featureId: feature.id, outcome: 'failed' });
      }
    });
  });
  await endClaim(context, lease, 'dropped');
  if (end.ending === 'not-started') noteStartFault(context, reason);
  if (isDeath(end.ending)) noteDeath(context, feature.id, reason);
  releaseSlot(context, slot);
}

/** An attempt that did nothing has nothing to add to why the one before it was sent back. */
async function tellNextAttempt(
  { feedback }: Context,
  featureId: number,
  end: AttemptEnd,
): Promise<void> {
  const before = end.ending === 'no-change' ? await feedback.read(featureId) : undefined;
  const text = `${end.detail ?? end.ending}\n${end.session?.detail ?? ''}\n`;
  if (before === undefined) await feedback.write(featureId, text);
}

/** A person's word costs no wait; neither does a run that ends. What is not charged waits longer each time all the same. */
function delaySteps(ending: SessionEnding, feature: { attempts: number; faults: number }): number {
  const kind = failureOf(ending);
  if (kind === 'none') return 0;
  return kind === 'fault' ? feature.faults + 1 : feature.attempts;
}

/** Several starts in a row that fail are the machine's or the set-up's fault: going on would only repeat it. */
function noteStartFault(context: Context, reason: string): void {
  const { run, stopping } = context;
  // On a full disk nothing can be started, and claims wait already.
  if (stopping.aborted || lookAtDisk(context)) return;
  run.startFaults += 1;
  if (run.startFaults >= startFaultsMax) pauseRun(context, reason);
}
