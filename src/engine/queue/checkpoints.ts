import type { Db } from '../db/index.ts';
import type { Checkpoint, CheckpointReason } from '../model/checkpoint.ts';

interface CheckpointRecord {
  feature_id: number;
  epoch: number;
  number: number;
  commit_id: string;
  tree: string;
  reason: CheckpointReason;
  message: string;
  changed_files: number;
  insertions: number;
  deletions: number;
  created_at: number;
}

/** The rows of kept checkpoints and of the branches that attempts work on; the refs in gate.git keep the commits. */
export interface Checkpoints {
  nextNumber(featureId: number, epoch: number): number;
  add(checkpoint: Omit<Checkpoint, 'createdAt'>): void;
  /** Of one feature over all its attempts, oldest first. */
  of(featureId: number): Checkpoint[];
  newestOf(featureId: number, epoch: number): Checkpoint | undefined;
  addBranch(branch: BranchRow): void;
  branchOf(featureId: number, epoch: number): BranchRow | undefined;
}

/** A branch of work.git and where it began. */
export interface BranchRow {
  readonly name: string;
  readonly featureId: number;
  readonly epoch: number;
  readonly agent: string;
  readonly startCommit: string;
}

/** Opens the checkpoint rows of a database. */
export function openCheckpoints(db: Db, now: () => number): Checkpoints {
  const highest = db.prepare<[number, number], { highest: number | null }>(
    'SELECT max(number) AS highest FROM checkpoints WHERE feature_id = ? AND epoch = ?',
  );
  const insert = db.prepare<[Omit<Checkpoint, 'createdAt'> & { now: number }]>(
    `INSERT INTO checkpoints (feature_id, epoch, number, commit_id, tree, reason, message,
       changed_files, insertions, deletions, created_at)
     VALUES (@featureId, @epoch, @number, @commit, @tree, @reason, @message,
       @changedFiles, @insertions, @deletions, @now)`,
  );
  const ofFeature = db.prepare<[number], CheckpointRecord>(
    'SELECT * FROM checkpoints WHERE feature_id = ? ORDER BY epoch, number',
  );
  const newest = db.prepare<[number, number], CheckpointRecord>(
    'SELECT * FROM checkpoints WHERE feature_id = ? AND epoch = ? ORDER BY number DESC LIMIT 1',
  );
  const addBranch = db.prepare<[BranchRow & { now: number }]>(
    `INSERT OR REPLACE INTO branches (name, feature_id, epoch, agent, start_commit, created_at)
     VALUES (@name, @featureId, @epoch, @agent, @startCommit, @now)`,
  );
  const branch = db.prepare<[number, number], BranchRow>(
    `SELECT name, feature_id AS featureId, epoch, agent, start_commit AS startCommit
     FROM branches WHERE feature_id = ? AND epoch = ?`,
  );
  return {
    nextNumber: (featureId, epoch) => (highest.get(featureId, epoch)?.highest ?? 0) + 1,
    add: (checkpoint) => void insert.run({ ...checkpoint, now: now() }),
    of: (featureId) => ofFeature.all(featureId).map(checkpointOf),
    newestOf: (featureId, epoch) => {
      const row = newest.get(featureId, epoch);
      return row === undefined ? undefined : checkpointOf(row);
    },
    addBranch: (row) => void addBranch.run({ ...row, now: now() }),
    branchOf: (featureId, epoch) => branch.get(featureId, epoch),
  };
}

function checkpointOf(row: CheckpointRecord): Checkpoint {
  return {
    featureId: row.feature_id,
    epoch: row.epoch,
    number: row.number,
    commit: row.commit_id,
    tree: row.tree,
    reason: row.reason,
    message: row.message,
    createdAt: row.created_at,
    changedFiles: row.changed_files,
    insertions: row.insertions,
    deletions: row.deletions,
  };
}
