import type { Context, Slot } from './context.ts';
import type { LeaveMode } from './engine-contract.ts';
import { AgentTuiError } from './model/error.ts';
import { keepCheckpoint } from './steps/keep-checkpoint.ts';
import { askToEnd } from './steps/ask-to-end.ts';
import { fixedLimits } from './model/limits.ts';
import { wait } from './platform/clock.ts';

const pollMs = 20;

/** Ends all work as the mode says; the gate's present run is cut off and its candidate waits. */
export async function leave(context: Context, mode: LeaveMode): Promise<void> {
  const { run, clock, limits } = context;
  run.state = 'stopping';
  context.stop();
  context.changed();
  if (mode === 'leave-running') {
    await Promise.all([...context.slots.values()].map((slot) => letGo(context, slot)));
  }
  const deadline = clock.monotonic() + limits.killGraceMs + fixedLimits.leaveDurationMsMax;
  do {
    // Looked at again each time: a slot that was just being made ready gets its session only now.
    for (const slot of context.slots.values()) askToEnd(context, slot, 'stopped');
    await wait(clock, pollMs);
  } while (isBusy(context) && clock.monotonic() < deadline);
}

/** Keeps a checkpoint of a working slot and lets go of its agent; the open session row makes the next engine take it over. */
async function letGo(context: Context, slot: Slot): Promise<void> {
  const { work } = slot;
  // One that is being ended already is ended in the way that was asked for.
  if (slot.phase !== 'working' || work?.session == null || work.endAsked !== null) return;
  const { session } = work;
  await slot.inTurn(async () => {
    try {
      await keepCheckpoint(context, slot, { reason: 'pause', message: 'left running' });
    } catch (error) {
      // The agent's files stay where they are; a checkpoint that cannot be made now is made by the next engine.
      if (!(error instanceof AgentTuiError)) throw error;
    }
    if (slot.phase !== 'working' || work.endAsked !== null) return;
    session.letGo();
    slot.work = null;
    slot.phase = 'idle';
  });
}

function isBusy(context: Context): boolean {
  const slots = [...context.slots.values()];
  return context.run.gate !== null || slots.some((slot) => slot.phase !== 'idle');
}
