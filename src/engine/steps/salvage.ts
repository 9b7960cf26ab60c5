import type { Context } from '../context.ts';
import { checkpointRef } from '../model/checkpoint.ts';
import type { Session } from '../model/session.ts';
import { effectNow } from '../platform/effect.ts';

/** Keeps what a lost agent had in its work tree as a checkpoint; null when its slot was never filled. */
export async function salvage(context: Context, session: Session): Promise<string | null> {
  const { queue, worktrees } = context;
  const { featureId, epoch, agent } = session;
  const branch = queue.checkpoints.branchOf(featureId, epoch);
  if (branch === undefined) return null;
  const number = queue.checkpoints.nextNumber(featureId, epoch);
  const message = 'kept after agent-tui ended while the agent worked';
  const ref = checkpointRef(featureId, epoch, number);
  const made = await worktrees.checkpoint({ agent, ref, message });
  const { commit, tree, changedFiles, insertions, deletions } = made;
  const kept = { commit, tree, changedFiles, insertions, deletions, reason: 'recovery' } as const;
  effectNow('salvage.row', () => {
    queue.journal.write((record) => {
      queue.checkpoints.add({ featureId, epoch, number, message, ...kept });
      queue.paths.record(featureId, made.paths);
      record({
        type: 'checkpoint:created',
        featureId,
        agent,
        facts: { epoch, number, reason: 'recovery', commit },
      });
    });
  });
  return commit;
}
