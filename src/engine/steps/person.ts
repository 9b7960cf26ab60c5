import type { Context, Slot } from '../context.ts';
import { AgentTuiError } from '../model/error.ts';
import { askToEnd } from './ask-to-end.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { nothingRuns } from './nothing-runs.ts';

/** Stops a slot's processes where they are (SIGSTOP) and keeps a checkpoint; an idle slot begins nothing more. */
export async function pauseSlot(context: Context, slot: Slot): Promise<void> {
  slot.held = true;
  const { work } = slot;
  if (slot.phase !== 'working' || work?.session == null) {
    context.changed();
    return;
  }
  const { session } = work;
  slot.phase = 'paused';
  work.pausedAt = context.clock.monotonic();
  context.changed();
  await slot.inTurn(async () => {
    await session.pause();
    await keepCheckpoint(context, slot, { reason: 'pause', message: 'before the pause' });
  });
  noteSession(context, slot, 'session:paused');
}

/** Lets a slot go on. */
export async function resumeSlot(context: Context, slot: Slot): Promise<void> {
  slot.held = false;
  slot.overBudget = null;
  slot.left?.(false).catch(context.failed);
  const { work } = slot;
  if (slot.phase === 'paused' && work?.session != null) {
    const { session } = work;
    slot.phase = 'working';
    // The time of the pause is not the agent's.
    if (work.pausedAt !== null) work.startedAt += context.clock.monotonic() - work.pausedAt;
    work.pausedAt = null;
    // It may have been paused again meanwhile.
    await slot.inTurn(() => (slot.held ? Promise.resolve() : session.resume()));
    noteSession(context, slot, 'session:resumed');
  }
  context.changed();
}

function noteSession(
  context: Context,
  slot: Slot,
  type: 'session:paused' | 'session:resumed',
): void {
  const { work } = slot;
  if (work?.sessionId == null) return;
  const session = work.sessionId;
  context.queue.journal.write((record) => {
    context.queue.sessions.setState(session, type === 'session:paused' ? 'paused' : 'working');
    record({ type, featureId: work.feature.id, agent: slot.agent, facts: { session } });
  });
}

/** Ends a slot's attempt. The work is kept as a checkpoint; the slot is held until it is resumed. */
export function killSlot(context: Context, slot: Slot, ending: 'killed' | 'discarded'): void {
  if (slot.work === null || slot.phase === 'ending') throw nothingRuns(slot);
  slot.held = true;
  slot.overBudget = null;
  askToEnd(context, slot, ending);
}

/** Sets a slot's work tree back to a checkpoint of its feature, after keeping the present. The agent stands still meanwhile. */
export async function rollBack(
  context: Context,
  slot: Slot,
  target: { readonly epoch: number; readonly number: number },
): Promise<void> {
  const { work } = slot;
  if (work?.session == null) throw nothingRuns(slot);
  const { feature, session } = work;
  const all = context.queue.checkpoints.of(feature.id);
  const found = all.find((c) => c.epoch === target.epoch && c.number === target.number);
  if (found === undefined) {
    throw new AgentTuiError('usage', `there is no checkpoint ${String(target.number)}`, {
      hint: 'choose one from the list (r)',
    });
  }
  await slot.inTurn(async () => {
    if (slot.work !== work || slot.phase === 'ending') throw nothingRuns(slot);
    await session.pause();
    try {
      const message = `before the rollback to ${String(target.number)}`;
      const kept = await keepCheckpoint(context, slot, { reason: 'rollback', message });
      if (kept === undefined) throw nothingRuns(slot);
      await context.worktrees.restore({ agent: slot.agent, commit: found.commit });
      work.undo = kept.number;
      context.queue.journal.write((record) => {
        const facts = { epoch: target.epoch, number: target.number, keptAs: kept.number };
        record({ type: 'checkpoint:restored', featureId: feature.id, agent: slot.agent, facts });
      });
    } finally {
      // A person may have paused the slot meanwhile: then it stays where it is.
      if (!slot.held) await session.resume();
      context.changed();
    }
  });
}

/** Undoes the last rollback of a slot. */
export async function undoRollBack(context: Context, slot: Slot): Promise<void> {
  const { work } = slot;
  if (work?.undo == null) {
    throw new AgentTuiError('usage', `${slot.agent} has no rollback to undo`, {
      hint: 'r shows its checkpoints',
    });
  }
  await rollBack(context, slot, { epoch: work.epoch, number: work.undo });
}
