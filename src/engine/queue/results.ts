import type { Db } from '../db/index.ts';
import { anyBefore } from './feature-row.ts';
import { openRequeue, type EndAttempt, type Requeue } from './requeue.ts';
import type { RecordEvent } from './journal.ts';

/** Work handed in, its head fixed by SHA. */
export interface Submission {
  readonly featureId: number;
  readonly epoch: number;
  readonly head: string;
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
  const merge = db.prepare<[Values<Merge>]>(
    `UPDATE features SET state = 'merged', merged_as = @commit, last_error = NULL, updated_at = @now
     WHERE id = @featureId AND epoch = @epoch AND state IN ${anyBefore('merge')}`,
  );
  const end = db.prepare<[string, string | null, number, number, number]>(
    'UPDATE attempts SET outcome = ?, detail = ?, ended_at = ? WHERE feature_id = ? AND epoch = ?',
  );
  const endAttempt: EndAttempt = ({ featureId, epoch }, outcome, detail) => {
    end.run(outcome, detail, now(), featureId, epoch);
  };
  const keepHead = db.prepare<[string | null, number, number]>(
    'UPDATE features SET head = coalesce(?, head) WHERE id = ? AND epoch = ?',
  );
  const abandon: Results['abandon'] = ({ featureId, epoch, head }) => {
    keepHead.run(head, featureId, epoch);
    endAttempt({ featureId, epoch }, 'abandoned', null);
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
    requeue: openRequeue(db, now, endAttempt),
    merge: (given, record) => {
      if (merge.run({ ...given, now: now() }).changes !== 1) return false;
      const { featureId, epoch, commit } = given;
      endAttempt(given, 'merged', null);
      record({ type: 'feature:merged', featureId, facts: { commit, epoch } });
      return true;
    },
  };
}
