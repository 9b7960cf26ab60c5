import type { Context, Slot, SlotWork } from '../context.ts';
import { featureSlug } from '../model/feature.ts';
import { effect, effectNow } from '../platform/effect.ts';
import { beginAgent } from './begin-agent.ts';
import { beginGuest } from './begin-guest.ts';
import { claimNext } from './claim-next.ts';
import { newWork } from './new-work.ts';
import { endAttempt } from './end-attempt.ts';
import { keepTrying } from './keep-trying.ts';
import { usedUpFor } from './look-at-budgets.ts';

/** Claims the next feature for a slot, makes its work tree ready and starts the agent on it. */
export async function startAttempt(context: Context, slot: Slot): Promise<void> {
  if (slot.phase !== 'idle' || slot.held || context.run.state !== 'running') return;
  // From here on the slot is taken, so that no later tick claims for it again.
  slot.phase = 'preparing';
  const claim = await claimNext(context, slot).catch((error: unknown) => {
    slot.phase = 'idle';
    throw error;
  });
  if (claim === undefined) {
    slot.phase = 'idle';
    return;
  }
  slot.work = newWork(claim, context.clock.monotonic());
  slot.transcript = [];
  context.changed();
  try {
    await slot.inTurn(() => prepareAndStart(context, slot));
  } catch (error) {
    await giveUp(context, slot, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** A start that failed half-way: an agent that runs already is stopped, and its work kept as at any end. */
async function giveUp(context: Context, slot: Slot, reason: string): Promise<void> {
  const { work } = slot;
  if (work?.session != null) {
    await work.session.stop('not-started');
    return;
  }
  const end = {
    ending: 'not-started',
    exitCode: null,
    signal: null,
    detail: reason,
    survivors: 0,
  } as const;
  await keepTrying(context, slot, () =>
    endAttempt(context, slot, { ...end, head: null, session: end }),
  );
}

async function prepareAndStart(context: Context, slot: Slot): Promise<void> {
  const work = slot.work;
  if (work === null) return;
  const { agent } = slot;
  const { path: worktree, reused } = await prepareSlot(context, slot, work);
  const commit = work.start?.commit ?? '';
  const signal = context.stopping;
  const setup = await context.setUp({ agent, worktree, commit, reused, signal });
  const { endAsked } = work;
  const isUnwanted = !isStillWanted(context, work) || usedUpFor(context, slot) !== null;
  if (endAsked !== null || context.stopping.aborted || isUnwanted) {
    await endAttempt(context, slot, { ending: endAsked ?? 'stopped', detail: null, head: null });
  } else if (setup.kind === 'failed') {
    const detail = `set-up failed: ${setup.reason}`;
    await endAttempt(context, slot, { ending: 'not-started', detail, head: null });
  } else {
    await (slot.isGuest ? beginGuest(context, slot) : beginAgent(context, slot, worktree));
  }
}

/** A person may have blocked or cancelled the feature while its slot was made ready. */
function isStillWanted(context: Context, { feature, epoch }: SlotWork): boolean {
  const now = context.queue.features.find(feature.id);
  return now?.state === 'in_progress' && now.epoch === epoch;
}

async function prepareSlot(
  context: Context,
  slot: Slot,
  work: SlotWork,
): Promise<{ path: string; reused: boolean }> {
  const { queue, worktrees, clock } = context;
  const { feature, epoch } = work;
  const { agent } = slot;
  const began = clock.monotonic();
  const main = await worktrees.main();
  const start = await worktrees.planStart({ previousHead: feature.head, main });
  work.start = start;
  const branch = `agent-tui/${String(feature.id)}-${featureSlug(feature.name)}/${String(epoch)}`;
  const prepared = await effect('slot.prepare', () => worktrees.prepare({ agent, branch, start }));
  effectNow('slot.row', () => {
    queue.journal.write((record) => {
      const startCommit = start.commit;
      queue.checkpoints.addBranch({
        name: branch,
        featureId: feature.id,
        epoch,
        agent,
        startCommit,
      });
      const durationMs = Math.round(clock.monotonic() - began);
      const facts = { durationMs, start: startCommit, conflicts: start.conflicts };
      record({ type: 'slot:prepared', featureId: feature.id, agent, facts });
    });
  });
  return prepared;
}
