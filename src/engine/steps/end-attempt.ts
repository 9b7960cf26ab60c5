import type { SessionEnd } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import { isCharged, type SessionEnding } from '../model/session.ts';
import { readFeedback, writeFeedback } from './feedback-file.ts';
import { pauseRun } from './pause-run.ts';
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
}

/** Queues the slot's feature again (charged or not, as the ending says) and frees the slot. */
export async function endAttempt(context: Context, slot: Slot, end: AttemptEnd): Promise<void> {
  const { work } = slot;
  if (work === null) return;
  const { queue, limits, random } = context;
  const { feature, epoch } = work;
  const charged = isCharged(end.ending);
  const reason = end.detail ?? end.ending;
  if (end.ending === 'not-started') noteStartFault(context, reason);
  if (charged) await tellNextAttempt(context, feature.id, end);
  const returned = {
    featureId: feature.id,
    epoch,
    reason,
    charged,
    delayMs: retryDelayMs(delaySteps(end.ending, feature.attempts), limits, random),
    head: end.head,
    attemptsMax: limits.attemptsMax,
  };
  // One transaction: after a crash in between, the next start would take the kept work for lost.
  queue.journal.write((record) => {
    if (end.session !== undefined) recordSessionEnd(context, slot, { end: end.session, record });
    // A person may have blocked or cancelled it meanwhile: its work is still where a later attempt goes on.
    if (!queue.features.requeue(returned, record)) queue.features.abandon(returned);
  });
  releaseSlot(context, slot);
}

/** An attempt that did nothing has nothing to add to why the one before it was sent back. */
async function tellNextAttempt(
  context: Context,
  featureId: number,
  end: AttemptEnd,
): Promise<void> {
  const before = end.ending === 'no-change' ? await readFeedback(context, featureId) : undefined;
  const text = `${end.detail ?? end.ending}\n${end.session?.detail ?? ''}\n`;
  if (before === undefined) await writeFeedback(context, featureId, text);
}

/** Frees a slot for the next attempt. */
export function releaseSlot(context: Context, slot: Slot): void {
  slot.work = null;
  slot.phase = 'idle';
  context.changed();
  context.wake();
}

/** A person's word costs no wait; neither does a run that ends. */
function delaySteps(ending: SessionEnding, attempts: number): number {
  return ending === 'killed' || ending === 'discarded' || ending === 'lost' ? 0 : attempts;
}

/** Several starts in a row that fail are the machine's or the set-up's fault: going on would only repeat it. */
function noteStartFault(context: Context, reason: string): void {
  const { run, stopping } = context;
  if (stopping.aborted) return;
  run.startFaults += 1;
  if (run.startFaults >= startFaultsMax) pauseRun(context, reason);
}
