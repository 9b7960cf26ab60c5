import type { Context } from '../context.ts';
import { checkpointRef } from '../model/checkpoint.ts';
import { AgentTuiError } from '../model/error.ts';
import type { Session } from '../model/session.ts';
import { stopLeftRuns } from '../testing/index.ts';
import { stopTree } from '../platform/process-tree.ts';
import { finishLandings } from './finish-landings.ts';
import { holdSlot } from './hold-slot.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Finishes or undoes what an earlier engine left: landings, sessions, half verified candidates. Says what it did. */
export async function recover(context: Context): Promise<void> {
  const left = await stopLeftRuns(context.project.paths.stateDir, context.clock);
  if (left > 0) note(context, `${String(left)} test or set-up runs were ended`, null);
  await finishLandings(context);
  for (const session of context.queue.sessions.open()) await recoverSession(context, session);
  const { queue } = context;
  for (const candidate of queue.candidates.open()) {
    if (candidate.state === 'queued') continue;
    queue.candidates.setState(candidate.id, 'queued');
    note(context, `candidate ${String(candidate.id)} is verified again`, candidate.featureId);
  }
  for (const feature of queue.features.all()) {
    if (feature.state !== 'in_progress') continue;
    requeue(context, { featureId: feature.id, epoch: feature.epoch, head: null });
  }
}

/** What one session left must not keep the others from being recovered: its slot is held, and the next start tries again. */
async function recoverSession(context: Context, session: Session): Promise<void> {
  try {
    await endLostSession(context, session);
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    const slot = context.slots.get(session.agent);
    if (slot !== undefined)
      holdSlot(context, slot, `what it held cannot be kept: ${error.message}`);
  }
}

async function endLostSession(context: Context, session: Session): Promise<void> {
  const { queue, limits, clock } = context;
  const { survivors } = await stopTree({
    root: session.process,
    marker: session.marker,
    graceMs: limits.killGraceMs,
    clock,
  });
  const head = await salvage(context, session);
  queue.journal.write((record) => {
    const detail = 'agent-tui ended while the agent worked';
    queue.sessions.ended(session.id, {
      ending: 'lost',
      detail,
      exitCode: null,
      tokens: null,
      costUsd: null,
    });
    record({
      type: 'session:ended',
      featureId: session.featureId,
      agent: session.agent,
      facts: {
        session: session.id,
        ending: 'lost',
        exitCode: null,
        detail,
        survivors: survivors.length,
      },
    });
  });
  requeue(context, { featureId: session.featureId, epoch: session.epoch, head });
}

/** Keeps what the lost agent had in its work tree; undefined work is null. */
async function salvage(context: Context, session: Session): Promise<string | null> {
  const { queue, worktrees } = context;
  const { featureId, epoch, agent } = session;
  const branch = queue.checkpoints.branchOf(featureId, epoch);
  if (branch === undefined) return null;
  const number = queue.checkpoints.nextNumber(featureId, epoch);
  const message = 'kept after agent-tui ended while the agent worked';
  const made = await worktrees.checkpoint({
    agent,
    ref: checkpointRef(featureId, epoch, number),
    message,
  });
  queue.journal.write((record) => {
    const { commit, tree, changedFiles, insertions, deletions } = made;
    const counts = { changedFiles, insertions, deletions };
    queue.checkpoints.add({
      featureId,
      epoch,
      number,
      commit,
      tree,
      reason: 'recovery',
      message,
      ...counts,
    });
    record({
      type: 'checkpoint:created',
      featureId,
      agent,
      facts: { epoch, number, reason: 'recovery', commit },
    });
  });
  return made.commit;
}

function requeue(
  context: Context,
  lost: { readonly featureId: number; readonly epoch: number; readonly head: string | null },
): void {
  const { queue, limits, random } = context;
  queue.journal.write((record) =>
    queue.features.requeue(
      {
        ...lost,
        reason: 'agent-tui ended while the agent worked',
        charged: false,
        delayMs: retryDelayMs(0, limits, random),
        attemptsMax: limits.attemptsMax,
      },
      record,
    ),
  );
}

function note(context: Context, what: string, featureId: number | null): void {
  context.queue.journal.write((record) => {
    record({ type: 'fault:recovered', featureId, facts: { what } });
  });
}
