import { join } from 'node:path';
import type { Context, Slot, SlotWork } from '../context.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import { AgentTuiError } from '../model/error.ts';
import type { TestRun } from '../model/test-report.ts';
import { sanitiseLine } from '../platform/terminal-text.ts';
import { askToEnd } from '../steps/ask-to-end.ts';
import { askPerson, questionBannerOf } from '../steps/ask-person.ts';
import { claimForGuests } from '../steps/claim-for-guests.ts';
import { handIn } from '../steps/hand-in.ts';
import { keepCheckpoint } from '../steps/keep-checkpoint.ts';
import { beat } from '../steps/leases.ts';
import { rollBack } from '../steps/person.ts';
import type { FeatureActions } from '../feature-actions.ts';
import { openFeatureReading } from './feature-reading.ts';
import { featureOf } from './refusals.ts';
import type { Ask, Claimed, Heard, ToolWork } from './tool-host.ts';

const beatIntervalMsMin = 1_000;

/** A slot with its work, as a caller may use it. */
interface Held {
  readonly slot: Slot;
  readonly work: SlotWork;
}

/** What tools do about features on a running engine. */
export function engineWork(
  context: Context,
  actions: Pick<FeatureActions, 'addFeatures'>,
): ToolWork {
  const held = (ask: Ask) => heldBy(context, ask);
  return {
    ...openFeatureReading(context.queue),
    placeOf: (ask) => {
      const isAnyones = ask.caller.kind === 'person' && ask.featureId === undefined;
      if (isAnyones) return { root: context.project.paths.projectDir, mayWrite: false };
      const { slot, work } = held(ask);
      const onGreen = ({ totals }: TestRun) => keepGreen(context, { slot, work }, totals.passed);
      return { root: worktreeOf(context, slot), mayWrite: true, onGreen };
    },
    claim: async (ask, count) => {
      if (ask.caller.kind === 'attempt') return [claimedOf(context, held(ask))];
      const slots = await claimForGuests(context, count, ask);
      return slots.flatMap((slot) =>
        slot.work === null ? [] : [claimedOf(context, { slot, work: slot.work })],
      );
    },
    add: (_ask, drafts) => actions.addFeatures(drafts),
    submit: async (ask) => {
      const { slot, work } = held(ask);
      const checkpoint = await handIn(context, slot);
      const ahead = context.queue.candidates.queuedCount();
      return { epoch: work.epoch, checkpoint, ahead };
    },
    skip: (ask, reason) => {
      const { slot, work } = held(ask);
      work.gaveBack = sanitiseLine(reason);
      askToEnd(context, slot, 'skipped');
      return Promise.resolve();
    },
    question: (ask, text) => {
      const { slot, work } = held(ask);
      const { epoch, feature } = work;
      const asker = { featureId: feature.id, epoch, agent: slot.agent };
      const asked = askPerson(context.queue, asker, text);
      const asks = `${slot.agent} asks about #${String(feature.id)}: ${sanitiseLine(text)}`;
      const answer = `agent-tui agent send ${slot.agent} "…" answers`;
      context.run.banners.show(questionBannerOf(slot), `${asks} (${answer})`);
      return Promise.resolve(asked);
    },
    checkpoint: (ask, message) => checkpointNow(context, held(ask), sanitiseLine(message)),
    rollback: async (ask, to) => {
      const { slot, work } = held(ask);
      await rollBack(context, slot, to);
      return { keptAs: work.undo ?? 0 };
    },
    heartbeat: (ask) => hear(context, held(ask)),
  };
}

/**
 * The slot in which the caller works.
 * @throws AgentTuiError `usage` when nobody works on the feature, or somebody else does.
 */
function heldBy(context: Context, ask: Ask): Held {
  const { caller } = ask;
  const featureId = featureOf(ask);
  const slot = [...context.slots.values()].find(({ work }) => work?.feature.id === featureId);
  const work = slot?.work;
  if (slot === undefined || work == null) throw notHeld(featureId);
  if (caller.kind === 'attempt' && work.epoch !== caller.epoch) throw notHeld(featureId);
  if (caller.kind === 'person' && !slot.isGuest) {
    throw new AgentTuiError(
      'usage',
      `feature ${String(featureId)} is in the hands of ${slot.agent}`,
      {
        hint: 'agent-tui agent … acts on agents; feature_claim_batch gives you a feature of your own',
      },
    );
  }
  if (slot.phase === 'ending' || work.handedIn) {
    throw new AgentTuiError('usage', `the work on feature ${String(featureId)} is ended already`, {
      hint: 'exit now; feature_get tells what becomes of it',
    });
  }
  if (slot.isGuest && slot.held) {
    throw new AgentTuiError('usage', `a person has paused ${slot.agent}`, {
      hint: 'wait, and call again in a minute',
    });
  }
  work.calledAt = context.clock.monotonic();
  return { slot, work };
}

function notHeld(featureId: number): AgentTuiError {
  return new AgentTuiError('usage', `you do not work on feature ${String(featureId)}`, {
    hint: 'feature_claim_batch begins features; feature_get tells who has this one',
  });
}

function claimedOf(context: Context, { slot, work }: Held): Claimed {
  const worktree = worktreeOf(context, slot);
  return { feature: work.feature, epoch: work.epoch, worktree, agent: slot.agent };
}

function worktreeOf({ project }: Context, { agent }: Slot): string {
  return join(project.paths.worktrees, agent);
}

async function checkpointNow(
  context: Context,
  { slot, work }: Held,
  message: string,
): Promise<Checkpoint> {
  return slot.inTurn(async () => {
    if (slot.work !== work || slot.phase === 'ending') throw notHeld(work.feature.id);
    const kept = await keepCheckpoint(context, slot, { reason: 'request', message });
    if (kept === undefined) throw notHeld(work.feature.id);
    return kept;
  });
}

/** What is green is kept. A checkpoint that cannot be made now must not cost the agent its result. */
async function keepGreen(context: Context, { slot, work }: Held, passed: number): Promise<void> {
  try {
    await slot.inTurn(async () => {
      if (slot.work !== work || slot.phase === 'ending') return;
      const message = `green: ${String(passed)} passed`;
      await keepCheckpoint(context, slot, { reason: 'green', message });
    });
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
  }
}

/** What a person has said since the attempt began is told here once, and not again by the next prompt. */
async function hear(context: Context, { slot, work }: Held): Promise<Heard> {
  const { queue, clock, limits } = context;
  // Many heartbeats a second say no more than one.
  if (clock.monotonic() - work.lastBeatAt >= beatIntervalMsMin) await beat(context, slot);
  const messages = queue.messages.open(work.feature.id);
  if (messages.length > 0) queue.messages.delivered(messages);
  return {
    leaseUntil: clock.now() + limits.leaseDurationMs,
    messages: messages.map(({ text }) => text),
  };
}
