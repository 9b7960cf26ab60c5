import type { Db } from '../db/index.ts';
import { anyBefore } from './feature-row.ts';
import type { RecordEvent } from './journal.ts';

/** Work handed in, its head fixed by SHA. */
export interface Submission {
  readonly featureId: number;
  readonly epoch: number;
  readonly head: string;
}

/** How an attempt ended without landing. */
export interface Requeue {
  readonly featureId: number;
  readonly epoch: number;
  readonly reason: string;
  /** Whether it counts against the limit of attempts. */
  readonly charged: boolean;
  /** Milliseconds until it may be claimed again. */
  readonly delayMs: number;
  /** The commit from which the next attempt goes on; null: unchanged. */
  readonly head: string | null;
  /** Beyond this many charged attempts the feature is blocked instead. */
  readonly attemptsMax: number;
}

/** Work that is on main. */
export interface Merge {
  readonly featureId: number;
  readonly epoch: number;
  readonly commit: string;
}

/**
 * What attempts and the gate say of a feature, each within a transaction of its caller.
 * A result of an older epoch, or of a feature that is elsewhere by now, is refused (false).
 */
export interface Results {
  submit(submission: Submission, record: RecordEvent): boolean;
  requeue(requeue: Requeue, record: RecordEvent): boolean;
  merge(merge: Merge, record: RecordEvent): boolean;
  /** Keeps where the work of a feature is that a person took out of the queue while an agent had it. */
  abandon(left: {
    readonly featureId: number;
    readonly epoch: number;
    readonly head: string | null;
  }): void;
}

type Values<T> = T & { readonly now: number };

const requeueSql = `
UPDATE features SET attempts = attempts - @uncharge,
  state = CASE WHEN @uncharge = 0 AND attempts >= @attemptsMax THEN 'blocked' ELSE 'pending' END,
  blocked_kind = CASE WHEN @uncharge = 0 AND attempts >= @attemptsMax THEN 'attempts' END,
  blocked_reason = CASE WHEN @uncharge = 0 AND attempts >= @attemptsMax
    THEN attempts || ' attempts failed, the last: ' || @reason END,
  last_error = CASE WHEN @uncharge = 0 THEN @reason ELSE last_error END,
  head = coalesce(@head, head), not_before = @now + @delayMs, lease_until = NULL, updated_at = @now
WHERE id = @featureId AND epoch = @epoch AND state IN ('in_progress','verifying')
RETURNING state`;

/** Opens what results do to the features of a database. */
export function openResults(db: Db, now: () => number): Results {
  const submit = db.prepare<[Values<Submission>]>(
    `UPDATE features SET state = 'verifying', head = @head, lease_until = NULL, updated_at = @now
     WHERE id = @featureId AND epoch = @epoch AND state IN ${anyBefore('submit')}`,
  );
  const requeue = db.prepare<
    [Values<Omit<Requeue, 'charged'>> & { uncharge: number }],
    { state: string }
  >(requeueSql);
  const merge = db.prepare<[Values<Merge>]>(
    `UPDATE features SET state = 'merged', merged_as = @commit, last_error = NULL, updated_at = @now
     WHERE id = @featureId AND epoch = @epoch AND state IN ${anyBefore('merge')}`,
  );
  const endAttempt = db.prepare<[string, string | null, number, number, number]>(
    'UPDATE attempts SET outcome = ?, detail = ?, ended_at = ? WHERE feature_id = ? AND epoch = ?',
  );
  const keepHead = db.prepare<[string | null, number, number]>(
    'UPDATE features SET head = coalesce(?, head) WHERE id = ? AND epoch = ?',
  );
  return {
    abandon: ({ featureId, epoch, head }) => {
      keepHead.run(head, featureId, epoch);
      endAttempt.run('abandoned', null, now(), featureId, epoch);
    },
    submit: (submission, record) => {
      if (submit.run({ ...submission, now: now() }).changes !== 1) return false;
      const { featureId, epoch, head } = submission;
      record({ type: 'feature:submitted', featureId, facts: { epoch, head } });
      return true;
    },
    requeue: ({ charged, ...given }, record) => {
      const { featureId, epoch, reason, delayMs } = given;
      const at = now();
      const row = requeue.get({ ...given, now: at, uncharge: charged ? 0 : 1 });
      if (row === undefined) return false;
      endAttempt.run(charged ? 'returned' : 'not-charged', reason, at, featureId, epoch);
      record(
        row.state === 'blocked'
          ? { type: 'feature:blocked', featureId, facts: { reason } }
          : {
              type: 'feature:requeued',
              featureId,
              facts: { reason, retryAt: at + delayMs, charged },
            },
      );
      return true;
    },
    merge: (given, record) => {
      if (merge.run({ ...given, now: now() }).changes !== 1) return false;
      const { featureId, epoch, commit } = given;
      endAttempt.run('merged', null, now(), featureId, epoch);
      record({ type: 'feature:merged', featureId, facts: { commit, epoch } });
      return true;
    },
  };
}
