/** Why a checkpoint was taken. */
export type CheckpointReason =
  'interval' | 'request' | 'green' | 'pause' | 'kill' | 'rollback' | 'submit' | 'end' | 'recovery';

/** A kept commit of one agent's whole work tree (ignored files aside). */
export interface Checkpoint {
  readonly featureId: number;
  readonly epoch: number;
  /** 1, 2, 3 … within the attempt. */
  readonly number: number;
  readonly commit: string;
  readonly tree: string;
  readonly reason: CheckpointReason;
  readonly message: string;
  readonly createdAt: number;
  readonly changedFiles: number;
  readonly insertions: number;
  readonly deletions: number;
}

/** The ref that keeps a checkpoint in gate.git. */
export function checkpointRef(featureId: number, epoch: number, number: number): string {
  return `refs/agent-tui/checkpoints/${String(featureId)}/${String(epoch)}/${String(number)}`;
}
