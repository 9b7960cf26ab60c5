import type { Context, Slot } from '../context.ts';
import type { Engine } from '../engine-contract.ts';
import { featureActions } from '../feature-actions.ts';
import { keepMessage } from '../keep-message.ts';
import { AgentTuiError } from '../model/error.ts';
import { askToEnd } from './ask-to-end.ts';
import { landMain } from './follow-main.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { drain } from './drain.ts';
import { killSlot, pauseSlot, resumeSlot, rollBack, undoRollBack } from './person.ts';

type PersonActions = Omit<
  Engine,
  | 'view'
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
  return {
    pauseAll: (reason = 'paused by a person') => pauseAll(context, reason),
    resumeAll: () => resumeAll(context),
    pauseAgent: (agent) => pauseSlot(context, slotOf(agent)),
    resumeAgent: (agent) => resumeSlot(context, slotOf(agent)),
    killAgent: (agent) => {
      killSlot(context, slotOf(agent), 'killed');
      return Promise.resolve();
    },
    discardWork: (agent) => {
      killSlot(context, slotOf(agent), 'discarded');
      return Promise.resolve();
    },
    rollback: (agent, to) => rollBack(context, slotOf(agent), to),
    undoRollback: (agent) => undoRollBack(context, slotOf(agent)),
    createCheckpoint: (agent, message) => checkpointNow(context, slotOf(agent), message),
    land: () => landMain(context, true),
    drain: () => drain(context),
    sendMessage: (agent, text) => sendMessage(context, slotOf(agent), text),
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
  if (context.run.state !== 'running') return;
  context.run.state = 'paused';
  context.run.pausedByFault = false;
  context.run.reason = reason;
  context.queue.journal.write((record) => {
    record({ type: 'run:paused', facts: { reason } });
  });
  await Promise.all([...context.slots.values()].map((slot) => pauseSlot(context, slot)));
}

async function resumeAll(context: Context): Promise<void> {
  if (context.run.state !== 'paused') return;
  context.run.state = 'running';
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
  await Promise.all([...context.slots.values()].map((slot) => resumeSlot(context, slot)));
}

/** Keeps words for the feature that a slot works on: its next prompt has them. */
function sendMessage({ queue }: Context, slot: Slot, text: string): Promise<void> {
  const { work } = slot;
  if (work === null) {
    throw new AgentTuiError('usage', `${slot.agent} works on nothing now`, {
      hint: 'choose an agent that works',
    });
  }
  keepMessage(queue, { featureId: work.feature.id, agent: slot.agent, text });
  return Promise.resolve();
}

async function checkpointNow(context: Context, slot: Slot, message: string): Promise<void> {
  await slot.inTurn(async () => {
    const kept = await keepCheckpoint(context, slot, { reason: 'request', message });
    if (kept !== undefined) return;
    throw new AgentTuiError('usage', `${slot.agent} works on nothing now`, {
      hint: 'choose an agent that works',
    });
  });
}
