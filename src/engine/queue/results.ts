import type { Db } from '../db/index.ts';
import {
  afterFailure,
  isChargedFailure,
  type Failure,
  type FailureLimits,
} from '../model/failure.ts';
import { anyBefore } from './feature-row.ts';
import { openFailures } from './failures.ts';
import type { RecordEvent } from './journal.ts';

/** Work handed in, its head fixed by SHA. */
export interface Submission {
  readonly featureId: number;
  readonly epoch: number;
  readonly head: string;
}

/** How an attempt ended without landing. */
export interface Requeue extends Omit<Failure, 'crashes'> {
  readonly featureId: number;
  readonly epoch: number;
  /** Milliseconds until it may be claimed again. */
  readonly delayMs: number;
  /** The commit from which the next attempt goes on; null: unchanged. */
  readonly head: string | null;
  readonly limits: FailureLimits & { readonly crashWindowMs: number };
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
  /** Keeps a result that came too late, and says so: a newer attempt or a person has the feature. */
  refuse(late: Submission, record: RecordEvent): void;
  /** Keeps where the work of a feature is that a person took out of the queue while an agent had it. */
  abandon(left: {
    readonly featureId: number;
    readonly epoch: number;
    readonly head: string | null;
  }): void;
}

type Values<T> = T & { readonly now: number };

/** Opens what results do to the features of a database. */
export function openResults(db: Db, now: () => number): Results {
  const submit = db.prepare<[Values<Submission>]>(
    `UPDATE features SET state = 'verifying', head = @head, updated_at = @now
     WHERE id = @featureId AND epoch = @epoch AND state IN ${anyBefore('submit')}`,
  );
  const failures = openFailures(db);
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
  const abandon: Results['abandon'] = ({ featureId, epoch, head }) => {
    keepHead.run(head, featureId, epoch);
    endAttempt.run('abandoned', null, now(), featureId, epoch);
  };
  return {
    abandon,
    refuse: (late, record) => {
      abandon(late);
      const { featureId, epoch, head } = late;
      record({ type: 'result:refused', featureId, facts: { epoch, head } });
    },
    submit: (submission, record) => {
      if (submit.run({ ...submission, now: now() }).changes !== 1) return false;
      const { featureId, epoch, head } = submission;
      record({ type: 'feature:submitted', featureId, facts: { epoch, head } });
      return true;
    },
    requeue: ({ featureId, epoch, delayMs, head, limits, ...failure }, record) => {
      const at = now();
      const before = failures.counts(featureId, epoch);
      if (before === undefined) return false;
      const crashes = failures.crashesSince(featureId, at - limits.crashWindowMs);
      const { counts, block } = afterFailure(before, { ...failure, crashes }, limits);
      const charged = isChargedFailure(failure.kind);
      const { reason } = failure;
      const error = charged ? reason : null;
      const notBefore = at + delayMs;
      failures.sendBack({ featureId, counts, block, error, head, notBefore, at });
      endAttempt.run(charged ? 'returned' : 'not-charged', reason, at, featureId, epoch);
      record(
        block === null
          ? { type: 'feature:requeued', featureId, facts: { reason, retryAt: notBefore, charged } }
          : { type: 'feature:blocked', featureId, facts: { reason: block.reason } },
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
