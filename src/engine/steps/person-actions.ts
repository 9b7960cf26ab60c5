import type { Context, Slot } from '../context.ts';
import type { Engine } from '../engine-contract.ts';
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
    ...featureActions(context),
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
  const featureId = work.feature.id;
  queue.journal.write((record, keep) => {
    queue.messages.add(featureId, text);
    record({ type: 'message:sent', featureId, agent: slot.agent, facts: { text } });
    keep({ word: 'message', text });
  });
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

function featureActions(
  context: Context,
): Pick<
  PersonActions,
  'addFeatures' | 'editFeature' | 'retryFeature' | 'blockFeature' | 'cancelFeature' | 'setPriority'
> {
  const { features } = context.queue;
  const holders = (id: number) =>
    [...context.slots.values()].filter((slot) => slot.work?.feature.id === id);
  const stopHolders = (id: number) => {
    for (const slot of holders(id)) askToEnd(context, slot, 'killed');
  };
  const refuseWhileLanding = (id: number) => {
    if (context.run.landing !== id) return;
    throw new AgentTuiError('usage', `feature ${String(id)} is being landed just now`, {
      hint: 'it will be on main in a moment',
    });
  };
  const check = (done: boolean, id: number, verb: string) => {
    context.changed();
    if (done) return;
    const state = features.find(id)?.state ?? 'not in the queue';
    throw new AgentTuiError('usage', `feature ${String(id)} is ${state} and cannot be ${verb}`, {
      hint: 'agent-tui feature list shows every feature and its state',
    });
  };
  return {
    addFeatures: (drafts) => Promise.resolve(context.queue.addFeatures(drafts)),
    editFeature: (id, draft) => {
      context.queue.editFeature(id, draft);
      return Promise.resolve();
    },
    retryFeature: (id) => {
      check(features.retry(id), id, 'retried');
      return Promise.resolve();
    },
    blockFeature: (id) => {
      refuseWhileLanding(id);
      check(features.block(id, 'person', 'blocked by a person'), id, 'blocked');
      stopHolders(id);
      return Promise.resolve();
    },
    cancelFeature: (id) => {
      refuseWhileLanding(id);
      check(features.cancel(id), id, 'cancelled');
      stopHolders(id);
      return Promise.resolve();
    },
    setPriority: (id, priority) => {
      check(features.setPriority(id, priority), id, 'reordered');
      return Promise.resolve();
    },
  };
}
