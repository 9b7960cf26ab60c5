import type { Lease } from '../broker/index.ts';
import type { Context, Slot } from '../context.ts';
import { AgentTuiError } from '../model/error.ts';
import type { Feature } from '../model/feature.ts';
import type { Session } from '../model/session.ts';
import { effectNow } from '../platform/effect.ts';
import type { SlotStart } from '../worktrees/index.ts';
import { followSession } from './follow-session.ts';
import { endHandedIn } from './hand-in.ts';
import { newWork } from './new-work.ts';

/**
 * Takes over a session of an earlier engine that still runs, or that has ended since and left how. False when that cannot
 * be: its slot is not there or taken, a person took the feature away meanwhile, or nothing of the process is known.
 */
export async function adopt(context: Context, session: Session): Promise<boolean> {
  const { queue, agents, worktrees } = context;
  const slot = context.slots.get(session.agent);
  const feature = queue.features.find(session.featureId);
  if (slot?.work !== null || feature === undefined) return false;
  const isCurrent = feature.state === 'in_progress' && feature.epoch === session.epoch;
  if (!isCurrent || queue.checkpoints.branchOf(feature.id, session.epoch) === undefined) {
    return false;
  }
  const start = await worktrees.startOf(session.agent);
  if (start === null) return false;
  // Before anything listens to the process: a broker that does not answer must leave nothing half taken over.
  const lease = await leaseAgain(context, feature);
  const live = await agents.adopt(session);
  if (live === undefined) return false;
  takeSlot(context, slot, { session, feature, lease, start });
  followSession(context, slot, live);
  if (session.state === 'paused') await pauseAgain(context, slot);
  // Its engine may have died within the moment that it had to go by itself.
  endHandedIn(context, slot);
  effectNow('adopt.row', () => {
    queue.journal.write((record) => {
      const facts = { session: session.id, pid: session.process?.pid ?? 0, epoch: session.epoch };
      record({ type: 'session:adopted', featureId: feature.id, agent: slot.agent, facts });
    });
  });
  return true;
}

/** The broker keeps claims over the death of an engine; one that has lost this one, or knows another, is told anew. */
async function leaseAgain({ broker }: Context, feature: Feature): Promise<Lease> {
  const id = String(feature.id);
  const { epoch, priority } = feature;
  for (const lease of await broker.claimed()) {
    if (lease.id !== id) continue;
    if (lease.epoch === epoch) return lease;
    await broker.fail(lease, { drop: true });
  }
  await broker.cancel(id);
  const label = `again:${id}`;
  await broker.enqueue([{ id, label, priority, epochFloor: epoch - 1, payload: null }]);
  const lease = await broker.claim([label]);
  if (lease === undefined) {
    throw new AgentTuiError('environment', `feature ${id} could not be leased again`, {
      hint: 'its work is kept and queued again',
    });
  }
  return lease;
}

function takeSlot(
  { clock, queue }: Context,
  slot: Slot,
  given: {
    readonly session: Session;
    readonly feature: Feature;
    readonly lease: Lease;
    readonly start: SlotStart | null;
  },
): void {
  const { session, feature, lease, start } = given;
  const kept = queue.checkpoints.newestOf(feature.id, session.epoch);
  slot.work = {
    ...newWork({ feature, lease }, clock.monotonic()),
    start,
    sessionId: session.id,
    model: session.model,
    changedFiles: kept?.changedFiles ?? null,
    handedIn: kept?.reason === 'submit',
  };
}

async function pauseAgain({ clock }: Context, slot: Slot): Promise<void> {
  slot.held = true;
  slot.phase = 'paused';
  if (slot.work !== null) slot.work.pausedAt = clock.monotonic();
  await slot.work?.session?.pause();
}
