import type { Db } from '../db/index.ts';
import type { AfterFailure, FailureCounts } from '../model/failure.ts';
import { deaths } from '../model/session.ts';

/** What is written when an attempt failed. */
interface SendBack extends AfterFailure {
  readonly featureId: number;
  /** Kept as the feature's last error; null keeps the one before. */
  readonly error: string | null;
  readonly head: string | null;
  readonly notBefore: number;
  readonly at: number;
}

/** The failure columns of features, each call within a transaction of its caller. */
export interface Failures {
  /** Undefined when the epoch is not the newest any more, or its attempt is over. */
  counts(featureId: number, epoch: number): FailureCounts | undefined;
  /** Deaths of a feature's agents since a time, and since a person last retried it. */
  crashesSince(featureId: number, since: number): number;
  sendBack(failed: SendBack): void;
}

/** Opens the failure columns of a database. */
export function openFailures(db: Db): Failures {
  const counts = db.prepare<[number, number], FailureCounts>(
    `SELECT attempts, gate_failures AS gateFailures, conflicts, faults, error_print AS errorPrint,
       error_repeats AS errorRepeats, diff_print AS diffPrint, diff_repeats AS diffRepeats
     FROM features WHERE id = ? AND epoch = ? AND state IN ('in_progress','verifying')`,
  );
  const crashes = db.prepare<[number, number], { count: number }>(
    `SELECT count(*) AS count FROM sessions s JOIN features f ON f.id = s.feature_id
     WHERE s.feature_id = ? AND s.ended_at > max(?, f.retried_at) AND s.ending IN ('${deaths.join("','")}')`,
  );
  const sendBack = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE features SET state = CASE WHEN @blockedKind IS NULL THEN 'pending' ELSE 'blocked' END,
       blocked_kind = @blockedKind, blocked_reason = @blockedReason, attempts = @attempts,
       gate_failures = @gateFailures, conflicts = @conflicts, faults = @faults, error_print = @errorPrint,
       error_repeats = @errorRepeats, diff_print = @diffPrint, diff_repeats = @diffRepeats,
       last_error = coalesce(@error, last_error), head = coalesce(@head, head), not_before = @notBefore,
       updated_at = @at WHERE id = @featureId`,
  );
  return {
    counts: (featureId, epoch) => counts.get(featureId, epoch),
    crashesSince: (featureId, since) => crashes.get(featureId, since)?.count ?? 0,
    sendBack: ({ counts: now, block, ...row }) =>
      void sendBack.run({
        ...row,
        ...now,
        blockedKind: block?.kind ?? null,
        blockedReason: block?.reason ?? null,
      }),
  };
}
