import type { Context, Slot } from '../context.ts';
import { checkpointRef, type Checkpoint, type CheckpointReason } from '../model/checkpoint.ts';
import { effectNow } from '../platform/effect.ts';

/** Keeps a slot's whole work tree as the next checkpoint of its attempt, or answers with the last one when nothing changed since. */
export async function keepCheckpoint(
  context: Context,
  slot: Slot,
  given: {
    readonly reason: CheckpointReason;
    readonly message: string;
    /** New files that are larger are left out. */
    readonly fileBytesMax?: number;
  },
): Promise<Checkpoint | undefined> {
  const { work } = slot;
  if (work?.start == null) return undefined;
  const { queue, worktrees, clock } = context;
  const { feature, epoch } = work;
  const number = queue.checkpoints.nextNumber(feature.id, epoch);
  const made = await worktrees.checkpoint({
    agent: slot.agent,
    ref: checkpointRef(feature.id, epoch, number),
    message: given.message,
    fileBytesMax: given.fileBytesMax,
  });
  work.lastCheckpointAt = clock.monotonic();
  work.changedFiles = made.changedFiles;
  const last = queue.checkpoints.newestOf(feature.id, epoch);
  // An untouched tree is not worth a number of its own, unless a person asked for one.
  if (last?.tree === made.tree && given.reason !== 'request') return last;
  const checkpoint = {
    featureId: feature.id,
    epoch,
    number,
    commit: made.commit,
    tree: made.tree,
    reason: given.reason,
    message: given.message,
    changedFiles: made.changedFiles,
    insertions: made.insertions,
    deletions: made.deletions,
  };
  effectNow('checkpoint.row', () => {
    queue.journal.write((record) => {
      queue.checkpoints.add(checkpoint);
      queue.paths.record(feature.id, made.paths);
      record({
        type: 'checkpoint:created',
        featureId: feature.id,
        agent: slot.agent,
        facts: { epoch, number, reason: given.reason, commit: made.commit },
      });
    });
  });
  context.changed();
  return { ...checkpoint, createdAt: clock.now() };
}
