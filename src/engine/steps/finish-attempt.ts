import type { SessionEnd } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import { treeOf } from '../git/index.ts';
import type { CheckpointReason } from '../model/checkpoint.ts';
import type { Feature } from '../model/feature.ts';
import { isCharged, type SessionEnding } from '../model/session.ts';
import type { RecordEvent } from '../queue/index.ts';
import type { SlotStart } from '../worktrees/index.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { retryDelayMs } from './retry-delay.ts';
import { writeFeedback } from './feedback-file.ts';

/** This many attempts in a row that could not be started pause the run. */
const startFaultsMax = 3;

/** How an attempt ended without a submission. */
interface AttemptEnd {
  readonly ending: SessionEnding;
  readonly detail: string | null;
  /** The last lines that the agent printed. */
  readonly output?: string | null;
  /** Where the next attempt goes on; null: where this one began. */
  readonly head: string | null;
}

/** After an agent's process has ended: submits what it changed, or keeps it and queues the feature again. */
export async function finishAttempt(context: Context, slot: Slot, end: SessionEnd): Promise<void> {
  slot.phase = 'ending';
  context.changed();
  await slot.inTurn(async () => {
    if (end.ending === 'exited' && end.exitCode === 0) await submitWork(context, slot, end);
    else await returnWork(context, slot, end);
  });
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
    noteSessionEnd(context, slot, { ...end, ending: 'no-change' });
    await endAttempt(context, slot, {
      ending: 'no-change',
      detail: 'the agent ended without changing anything',
      head: null,
    });
    return;
  }
  await keepCheckpoint(context, slot, { reason: 'submit', message: `submitted: ${feature.name}` });
  queue.journal.write((record) => {
    recordSessionEnd(context, slot, { end: { ...end, ending: 'submitted' }, record });
    const handedIn = { featureId: feature.id, epoch, head: submission.head };
    if (!queue.features.submit(handedIn, record)) return;
    queue.candidates.add({ ...handedIn, agent: slot.agent });
  });
  release(context, slot);
}

/**
 * The tree that means "the agent did nothing". Work that the gate has sent back must change; work of an attempt that was
 * cut off was never judged, so that all of it counts.
 */
async function nothingDone(context: Context, feature: Feature, start: SlotStart): Promise<string> {
  const { queue, repositories } = context;
  const isJudged = feature.head === null || queue.candidates.wasSentBack(feature.id, feature.head);
  return isJudged ? start.tree : treeOf(repositories.gate, start.main);
}

async function returnWork(context: Context, slot: Slot, end: SessionEnd): Promise<void> {
  const reason = endingReason(end);
  const kept = await keepCheckpoint(context, slot, {
    reason: checkpointReasonOf(end.ending),
    message: reason,
  });
  noteSessionEnd(context, slot, end);
  const head = end.ending === 'discarded' ? null : (kept?.commit ?? null);
  await endAttempt(context, slot, { ending: end.ending, detail: reason, output: end.detail, head });
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
  if (charged) await writeFeedback(context, feature.id, `${reason}\n${end.output ?? ''}\n`);
  queue.journal.write((record) =>
    queue.features.requeue(
      {
        featureId: feature.id,
        epoch,
        reason,
        charged,
        delayMs: retryDelayMs(delaySteps(end.ending, feature.attempts), limits, random),
        head: end.head,
        attemptsMax: limits.attemptsMax,
      },
      record,
    ),
  );
  release(context, slot);
}

/** A person's word costs no wait; neither does a run that ends. */
function delaySteps(ending: SessionEnding, attempts: number): number {
  return ending === 'killed' || ending === 'discarded' || ending === 'lost' ? 0 : attempts;
}

/** Several starts in a row that fail are the machine's or the set-up's fault: going on would only repeat it. */
function noteStartFault(context: Context, reason: string): void {
  const { run, queue, stopping } = context;
  if (stopping.aborted) return;
  run.startFaults += 1;
  if (run.startFaults < startFaultsMax || run.state !== 'running') return;
  run.state = 'paused';
  run.reason = reason;
  run.banner = reason;
  queue.journal.write((record) => {
    record({ type: 'run:paused', facts: { reason } });
  });
}

function release(context: Context, slot: Slot): void {
  slot.work = null;
  slot.phase = 'idle';
  context.changed();
}

function noteSessionEnd(context: Context, slot: Slot, end: SessionEnd): void {
  context.queue.journal.write((record) => {
    recordSessionEnd(context, slot, { end, record });
  });
}

function recordSessionEnd(
  context: Context,
  slot: Slot,
  { end, record }: { readonly end: SessionEnd; readonly record: RecordEvent },
): void {
  const { work } = slot;
  if (work?.sessionId == null) return;
  const { ending, detail, exitCode } = end;
  const usage = work.session?.usage() ?? { tokens: null, costUsd: null };
  context.queue.sessions.ended(work.sessionId, { ending, detail, exitCode, ...usage });
  record({
    type: 'session:ended',
    featureId: work.feature.id,
    agent: slot.agent,
    facts: { session: work.sessionId, ending, exitCode, detail, survivors: end.survivors },
  });
}

function endingReason(end: SessionEnd): string {
  const words = end.detail?.trim().split('\n').at(-1) ?? '';
  const last = words === '' ? '' : `: ${words}`;
  switch (end.ending) {
    case 'exited':
      return `the agent exited with ${String(end.exitCode ?? end.signal)}${last}`;
    case 'crashed':
      return `the agent was ended by ${end.signal ?? 'a signal'}${last}`;
    case 'stalled':
      return `the agent showed no progress and was stopped${last}`;
    case 'timed-out':
      return `the agent reached its time limit and was stopped${last}`;
    case 'killed':
      return 'killed by a person';
    case 'discarded':
      return 'discarded by a person';
    case 'not-started':
      return `the agent could not be started${last}`;
    case 'lost':
      return 'agent-tui ended while the agent worked';
    case 'submitted':
    case 'no-change':
      return end.ending;
  }
}

function checkpointReasonOf(ending: SessionEnding): CheckpointReason {
  if (ending === 'killed' || ending === 'discarded') return 'kill';
  return ending === 'lost' ? 'recovery' : 'end';
}
