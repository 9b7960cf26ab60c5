import type { Context, Slot } from './context.ts';
import type { ActionTable } from './scheduler/scheduler.ts';
import { askToEnd } from './steps/ask-to-end.ts';
import { beat, sweepLeases } from './steps/leases.ts';
import { keepCheckpoint } from './steps/keep-checkpoint.ts';
import { lookAtBudgets } from './steps/look-at-budgets.ts';
import { lookAtDisk } from './steps/look-at-disk.ts';
import { lookAtMain } from './steps/look-at-main.ts';
import { measureSlots } from './steps/measure-slots.ts';
import { startAttempt } from './steps/start-attempt.ts';
import { tidyState } from './steps/tidy-state.ts';
import { verifyNext } from './steps/verify-next.ts';

/** What each action of the plan does. */
export function actionTable(context: Context, finish: () => void): ActionTable {
  const slotOf = (agent: string): Slot => {
    const slot = context.slots.get(agent);
    if (slot === undefined) throw new Error(`there is no slot ${agent}`);
    return slot;
  };
  return {
    'start-attempt': ({ agent }) => startAttempt(context, slotOf(agent)),
    beat: ({ agent }) => beat(context, slotOf(agent)),
    checkpoint: ({ agent }) => keepByInterval(context, slotOf(agent)),
    'note-quiet': ({ agent, quietMs }) => {
      noteQuiet(context, slotOf(agent), quietMs);
    },
    'stop-session': ({ agent, ending }) => {
      askToEnd(context, slotOf(agent), ending);
    },
    'look-at-budgets': () => {
      lookAtBudgets(context);
    },
    'sweep-leases': () => sweepLeases(context),
    'look-at-disk': () => {
      lookAtDisk(context);
      context.wake();
    },
    'measure-slots': () => measureSlots(context),
    'tidy-state': () => tidyState(context),
    'look-at-main': () => lookAtMain(context),
    'verify-next': () => verifyNext(context),
    finish: () => {
      finish();
    },
  };
}

async function keepByInterval(context: Context, slot: Slot): Promise<void> {
  // Set first: a slow checkpoint must not be begun again by the next tick.
  if (slot.work !== null) slot.work.lastCheckpointAt = context.clock.monotonic();
  await slot.inTurn(async () => {
    if (slot.phase !== 'working') return;
    await keepCheckpoint(context, slot, { reason: 'interval', message: 'work so far' });
  });
}

function noteQuiet(context: Context, slot: Slot, quietMs: number): void {
  const { work } = slot;
  if (work?.sessionId == null) return;
  work.quietNoted = true;
  const session = work.sessionId;
  context.queue.journal.write((record) => {
    record({
      type: 'session:quiet',
      featureId: work.feature.id,
      agent: slot.agent,
      facts: { session, quietMs: Math.round(quietMs) },
    });
  });
}
