import type { Context, Slot } from '../context.ts';
import type { Engine } from '../engine-contract.ts';
import { featureActions } from '../feature-actions.ts';
import { keepMessage } from '../keep-message.ts';
import { questionBannerOf } from './ask-person.ts';
import { askToEnd } from './ask-to-end.ts';
import { landMain } from './follow-main.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { drain } from './drain.ts';
import { refuseUsedUp, usedUpFor, usedUpOfRun } from './look-at-budgets.ts';
import { nothingRuns } from './nothing-runs.ts';
import { takeOverPause } from './pause-run.ts';
import { killSlot, pauseSlot, resumeSlot, rollBack, undoRollBack } from './person.ts';

type PersonActions = Omit<
  Engine,
  | 'view'
  | 'stats'
  | 'onChange'
  | 'onEvent'
  | 'onTranscript'
  | 'transcript'
  | 'checkpoints'
  | 'finished'
  | 'found'
  | 'stop'
>;

/** What a person may do to a running engine. */
export function personActions(context: Context, slotOf: (agent: string) => Slot): PersonActions {
  /** A refusal comes as a rejection, also of a slot that is not there. */
  const onSlot =
    <Rest extends unknown[], Result>(act: (slot: Slot, ...rest: Rest) => Result) =>
    async (agent: string, ...rest: Rest): Promise<Awaited<Result>> =>
      await act(slotOf(agent), ...rest);
  return {
    pauseAll: (reason = 'paused by a person') => pauseAll(context, reason),
    resumeAll: () => resumeAll(context),
    pauseAgent: onSlot((slot) => {
      // From now on it stands still because of this word, and waits for another.
      slot.overBudget = null;
      return pauseSlot(context, slot);
    }),
    resumeAgent: onSlot((slot) => {
      refuseUsedUp(usedUpFor(context, slot));
      return resumeSlot(context, slot);
    }),
    killAgent: onSlot((slot) => {
      killSlot(context, slot, 'killed');
    }),
    discardWork: onSlot((slot) => {
      killSlot(context, slot, 'discarded');
    }),
    rollback: onSlot((slot, to: Parameters<Engine['rollback']>[1]) => rollBack(context, slot, to)),
    undoRollback: onSlot((slot) => undoRollBack(context, slot)),
    createCheckpoint: onSlot((slot, message: string) => checkpointNow(context, slot, message)),
    land: () => landMain(context, true),
    drain: () => drain(context),
    sendMessage: onSlot((slot, text: string) => sendMessage(context, slot, text)),
    ...featureActions(context.queue, {
      landing: () => context.run.landing,
      stopHolders: (id) => {
        for (const slot of context.slots.values()) {
          if (slot.work?.feature.id === id) askToEnd(context, slot, 'killed');
        }
      },
      changed: context.changed,
    }),
  };
}

async function pauseAll(context: Context, reason: string): Promise<void> {
  const { run } = context;
  if (!takeOverPause(run)) return;
  run.pausedByFault = false;
  run.reason = reason;
  context.queue.journal.write((record) => {
    record({ type: 'run:paused', facts: { reason } });
  });
  await Promise.all([...context.slots.values()].map((slot) => pauseSlot(context, slot)));
}

async function resumeAll(context: Context): Promise<void> {
  if (context.run.state !== 'paused') return;
  refuseUsedUp(usedUpOfRun(context));
  context.run.state = 'running';
  context.run.overBudget = false;
  context.run.reason = null;
  context.run.banners.clear('pause');
  context.run.gateFaults = 0;
  context.run.redTree = null;
  context.run.refusedMain = null;
  context.run.pausedByFault = false;
  context.run.startFaults = 0;
  context.queue.journal.write((record) => {
    record({ type: 'run:resumed', facts: {} });
  });
  const mayGoOn: Slot[] = [];
  for (const slot of context.slots.values()) {
    const used = usedUpFor(context, slot);
    if (used === null) mayGoOn.push(slot);
    // It stands still for its budget from now on, and goes on when that is raised.
    else slot.overBudget = used.scope;
  }
  await Promise.all(mayGoOn.map((slot) => resumeSlot(context, slot)));
}

/** Keeps words for the feature that a slot works on, and answers with it: its next prompt has them. */
function sendMessage({ queue, run }: Context, slot: Slot, text: string): number {
  const { work } = slot;
  if (work === null) throw nothingRuns(slot);
  const featureId = work.feature.id;
  keepMessage(queue, { featureId, agent: slot.agent, text });
  run.banners.clear(questionBannerOf(slot));
  return featureId;
}

async function checkpointNow(context: Context, slot: Slot, message: string): Promise<void> {
  await slot.inTurn(async () => {
    const kept = await keepCheckpoint(context, slot, { reason: 'request', message });
    if (kept === undefined) throw nothingRuns(slot);
  });
}
