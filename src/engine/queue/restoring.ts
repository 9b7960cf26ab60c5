import type { Db } from '../db/index.ts';
import type { Candidate } from '../model/candidate.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import { draftDefaults } from '../model/feature.ts';
import { openDrafts } from './drafts.ts';
import type { Landing } from './landings.ts';
import { openLinks } from './links.ts';
import type { LostSession } from './replay.ts';

/** Rows that are made again from what gate.git keeps, each call within a transaction of its caller. */
export interface Restoring {
  /** A feature of which only its work is left; its number stays, for refs name it. */
  makeFeature(lost: { readonly id: number; readonly name: string; readonly reason: string }): void;
  /** Adds or corrects the row of a checkpoint. */
  putCheckpoint(checkpoint: Checkpoint): void;
  removeCheckpoint(featureId: number, epoch: number, number: number): void;
  /** With the given number when that is free. */
  addCandidate(
    candidate: Omit<Candidate, 'createdAt' | 'id'> & { readonly id: number | null },
  ): void;
  setCandidate(featureId: number, epoch: number, state: Candidate['state']): void;
  addLanding(landing: Omit<Landing, 'id'>): void;
  /** Landings that main does not contain any more never happened. */
  dropLanding(newMain: string): void;
  markMerged(featureId: number, epoch: number, commit: string): void;
  /** Merged is what main contains: a feature that it does not contain goes on from its work. */
  markUnmerged(featureId: number, head: string | null): void;
  /** Lets the next attempt go on from newer work than its row knew. */
  goOnFrom(featureId: number, head: string): void;
  /** The same for a feature whose state is right. */
  keepHead(featureId: number, head: string): void;
  verifyAgain(featureId: number, epoch: number, head: string): void;
  raiseEpoch(featureId: number, epoch: number): void;
  setLastError(featureId: number, reason: string): void;
  /** An attempt whose rows are lost; it is over. */
  addAttempt(featureId: number, epoch: number, outcome: 'merged' | 'not-charged'): void;
  /** A session whose row is lost and whose processes have been ended; from now on it is known. */
  addSession(lost: LostSession): void;
}

/** Opens the restoring of a database's rows. */
export function openRestoring(db: Db, now: () => number): Restoring {
  return { ...openFeatureRestoring(db, now), ...openWorkRestoring(db, now) };
}

type FeatureRestoring = Pick<
  Restoring,
  | 'makeFeature'
  | 'markMerged'
  | 'markUnmerged'
  | 'goOnFrom'
  | 'keepHead'
  | 'verifyAgain'
  | 'raiseEpoch'
  | 'setLastError'
  | 'addAttempt'
>;

function openFeatureRestoring(db: Db, now: () => number): FeatureRestoring {
  const drafts = openDrafts(db, now);
  const links = openLinks(db);
  const block = db.prepare<[string, number]>(
    `UPDATE features SET state = 'blocked', blocked_kind = 'person', blocked_reason = ? WHERE id = ?`,
  );
  const merged = db.prepare<[number, string, number, number]>(
    `UPDATE features SET state = 'merged', epoch = max(epoch, ?), merged_as = ?, last_error = NULL,
       blocked_kind = NULL, blocked_reason = NULL, updated_at = ? WHERE id = ?`,
  );
  const unmerged = db.prepare<[string | null, number, number]>(
    `UPDATE features SET state = 'pending', merged_as = NULL, head = coalesce(?, head), updated_at = ?
     WHERE id = ? AND state = 'merged'`,
  );
  const goOn = db.prepare<[string, number, number]>(
    `UPDATE features SET head = ?, state = CASE WHEN state IN ('in_progress','verifying') THEN 'pending' ELSE state END,
       updated_at = ? WHERE id = ? AND state <> 'merged'`,
  );
  const keepHead = db.prepare<[string, number]>(
    `UPDATE features SET head = ? WHERE id = ? AND state IN ('pending','in_progress','blocked')`,
  );
  const verify = db.prepare<[string, number, number, number]>(
    `UPDATE features SET head = ?, state = 'verifying', epoch = ?, updated_at = ?
     WHERE id = ? AND state IN ('pending','in_progress','verifying')`,
  );
  const raise = db.prepare<[number, number]>(
    'UPDATE features SET epoch = max(epoch, ?) WHERE id = ?',
  );
  const error = db.prepare<[string, number]>('UPDATE features SET last_error = ? WHERE id = ?');
  const attempt = db.prepare<[number, number, number, number, string]>(
    `INSERT OR IGNORE INTO attempts (feature_id, epoch, agent, started_at, ended_at, outcome, detail)
     VALUES (?, ?, '', ?, ?, ?, 'its rows were lost')`,
  );
  return {
    makeFeature: ({ id, name, reason }) => {
      const free = links.idOf(name) === undefined ? name : `${name} (#${String(id)})`;
      const draft = { name: free, description: '', dependsOn: [], acceptance: '' };
      drafts.insert({ ...draftDefaults, ...draft }, id);
      block.run(reason, id);
    },
    markMerged: (id, epoch, commit) => void merged.run(epoch, commit, now(), id),
    markUnmerged: (id, head) => void unmerged.run(head, now(), id),
    goOnFrom: (id, head) => void goOn.run(head, now(), id),
    keepHead: (id, head) => void keepHead.run(head, id),
    verifyAgain: (id, epoch, head) => void verify.run(head, epoch, now(), id),
    raiseEpoch: (id, epoch) => void raise.run(epoch, id),
    setLastError: (id, reason) => void error.run(reason, id),
    addAttempt: (id, epoch, outcome) => void attempt.run(id, epoch, now(), now(), outcome),
  };
}

function openWorkRestoring(db: Db, now: () => number): Omit<Restoring, keyof FeatureRestoring> {
  const put = db.prepare<[Checkpoint]>(
    `INSERT OR REPLACE INTO checkpoints (feature_id, epoch, number, commit_id, tree, reason, message,
       changed_files, insertions, deletions, created_at)
     VALUES (@featureId, @epoch, @number, @commit, @tree, @reason, @message,
       @changedFiles, @insertions, @deletions, @createdAt)`,
  );
  const remove = db.prepare<[number, number, number]>(
    'DELETE FROM checkpoints WHERE feature_id = ? AND epoch = ? AND number = ?',
  );
  const candidate = db.prepare<[Record<string, string | number | null>]>(
    `INSERT OR IGNORE INTO candidates (id, feature_id, epoch, agent, head, state, created_at)
     VALUES ((SELECT @id WHERE NOT EXISTS (SELECT 1 FROM candidates WHERE id = @id)),
       @featureId, @epoch, @agent, @head, @state, @now)`,
  );
  const setCandidate = db.prepare<[string, number, number]>(
    'UPDATE candidates SET state = ? WHERE feature_id = ? AND epoch = ?',
  );
  const landing = db.prepare<[Omit<Landing, 'id'> & { now: number }]>(
    `INSERT INTO landings (candidate_id, verdict, old_main, new_main, tree, gate_hash, state, intended_at, ended_at)
     VALUES (@candidateId, @verdict, @oldMain, @newMain, @tree, @gateHash, 'done', @now, @now)`,
  );
  const drop = db.prepare<[string]>(
    `UPDATE landings SET state = 'dropped' WHERE new_main = ? AND state = 'done'`,
  );
  // Not charged to its feature: how it ended is not known, and it may have handed its work in.
  const session = db.prepare<[LostSession & { epoch: number }]>(
    `INSERT OR IGNORE INTO sessions (id, feature_id, epoch, agent, driver, marker, log_file, state, ending, detail,
       started_at, ended_at)
     VALUES (@id, @featureId, @epoch, '', '', @marker, '', 'ended', 'stopped', 'its row was lost',
       @startedAt, @startedAt)`,
  );
  return {
    putCheckpoint: (row) => void put.run(row),
    removeCheckpoint: (id, epoch, number) => void remove.run(id, epoch, number),
    addCandidate: (row) => void candidate.run({ ...row, now: now() }),
    setCandidate: (id, epoch, state) => void setCandidate.run(state, id, epoch),
    addLanding: (row) => void landing.run({ ...row, now: now() }),
    dropLanding: (newMain) => void drop.run(newMain),
    addSession: (lost) => void session.run({ ...lost, epoch: epochOf(lost) }),
  };
}

/** A session is named by its feature, its attempt and chance. */
function epochOf({ id }: LostSession): number {
  return Number(/^\d+-(\d+)-/.exec(id)?.[1] ?? 0);
}
