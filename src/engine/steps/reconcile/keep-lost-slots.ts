import type { Context } from '../../context.ts';
import { checkpointRef } from '../../model/checkpoint.ts';
import { AgentTuiError } from '../../model/error.ts';

/**
 * Keeps what is in slots that no row tells of: the next attempt fills a slot anew, and an agent that was started after
 * the backup may have left work there. The branch that the slot is on names its attempt.
 */
export async function keepLostSlots(context: Context): Promise<void> {
  for (const agent of context.slots.keys()) {
    try {
      await keepLostSlot(context, agent);
    } catch (error) {
      if (!(error instanceof AgentTuiError)) throw error;
      const what = `what ${agent} held could not be kept: ${error.message}`;
      context.queue.journal.write((record) => {
        record({ type: 'fault:met', agent, facts: { what } });
      });
    }
  }
}

async function keepLostSlot(context: Context, agent: string): Promise<void> {
  const { queue, worktrees, clock } = context;
  const branch = await worktrees.branchOf(agent);
  if (branch === null) return;
  const { name, featureId, epoch } = branch;
  const feature = queue.features.find(featureId);
  const isKnown = queue.checkpoints.branchOf(featureId, epoch) !== undefined;
  if (feature === undefined || isKnown || epoch > feature.epoch + 1) return;
  const number = queue.checkpoints.nextNumber(featureId, epoch);
  const message = 'found in the slot after the database was restored';
  const ref = checkpointRef(featureId, epoch, number);
  const made = await worktrees.checkpoint({ agent, ref, message });
  const start = await worktrees.startOf(agent);
  const { commit, tree, changedFiles, insertions, deletions, paths } = made;
  const last = queue.checkpoints.newestOf(featureId, epoch)?.tree ?? start?.tree;
  queue.journal.write((record) => {
    const startCommit = start?.commit ?? made.head;
    queue.checkpoints.addBranch({ name, featureId, epoch, agent, startCommit });
    queue.restoring.raiseEpoch(featureId, epoch);
    if (last === tree) return;
    const counts = { changedFiles, insertions, deletions };
    const kept = { commit, tree, message, reason: 'recovery', createdAt: clock.now() } as const;
    queue.restoring.putCheckpoint({ featureId, epoch, number, ...kept, ...counts });
    queue.paths.record(featureId, paths);
    queue.restoring.keepHead(featureId, commit);
    const facts = { epoch, number, reason: 'recovery', commit } as const;
    record({ type: 'checkpoint:created', featureId, agent, facts });
  });
}
