import type { Context, Slot } from '../context.ts';
import { AgentTuiError } from '../model/error.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';

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
  context.changed();
  await session.pause();
  await slot.inTurn(() =>
    keepCheckpoint(context, slot, { reason: 'pause', message: 'before the pause' }),
  );
  noteSession(context, slot, 'session:paused');
}

/** Lets a slot go on. */
export async function resumeSlot(context: Context, slot: Slot): Promise<void> {
  slot.held = false;
  const { work } = slot;
  if (slot.phase === 'paused' && work?.session != null) {
    await work.session.resume();
    slot.phase = 'working';
    noteSession(context, slot, 'session:resumed');
  }
  context.changed();
}

function noteSession(
  context: Context,
  slot: Slot,
  type: 'session:paused' | 'session:resumed',
): void {
  const session = slot.work?.sessionId;
  if (session == null) return;
  context.queue.journal.write((record) => {
    context.queue.sessions.setState(session, type === 'session:paused' ? 'paused' : 'working');
    record({
      type,
      featureId: slot.work?.feature.id ?? null,
      agent: slot.agent,
      facts: { session },
    });
  });
}

/** Ends a slot's processes. The work is kept as a checkpoint; the slot is held until it is resumed. */
export async function killSlot(
  context: Context,
  slot: Slot,
  ending: 'killed' | 'discarded',
): Promise<void> {
  const session = slot.work?.session;
  if (session == null) throw nothingRuns(slot);
  slot.held = true;
  await session.stop(ending);
  context.changed();
}

/** Sets a slot's work tree back to a checkpoint of its feature, after keeping the present. The agent is paused meanwhile. */
export async function rollBack(
  context: Context,
  slot: Slot,
  target: { readonly epoch: number; readonly number: number },
): Promise<void> {
  const { work } = slot;
  if (work?.session == null) throw nothingRuns(slot);
  const { feature, session } = { feature: work.feature, session: work.session };
  const all = context.queue.checkpoints.of(feature.id);
  const found = all.find((c) => c.epoch === target.epoch && c.number === target.number);
  if (found === undefined) {
    throw new AgentTuiError('usage', `there is no checkpoint ${String(target.number)}`, {
      hint: 'choose one from the list (r)',
    });
  }
  const wasPaused = slot.phase === 'paused';
  if (!wasPaused) await session.pause();
  try {
    await slot.inTurn(async () => {
      const message = `before the rollback to ${String(target.number)}`;
      const kept = await keepCheckpoint(context, slot, { reason: 'rollback', message });
      if (kept === undefined) throw nothingRuns(slot);
      await context.worktrees.restore({ agent: slot.agent, commit: found.commit });
      work.undo = kept.number;
      context.queue.journal.write((record) => {
        record({
          type: 'checkpoint:restored',
          featureId: feature.id,
          agent: slot.agent,
          facts: { epoch: target.epoch, number: target.number, keptAs: kept.number },
        });
      });
    });
  } finally {
    if (!wasPaused) await session.resume();
    context.changed();
  }
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

function nothingRuns(slot: Slot): AgentTuiError {
  return new AgentTuiError('usage', `${slot.agent} works on nothing now`, {
    hint: 'choose an agent that works',
  });
}
