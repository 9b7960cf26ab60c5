import type { Db } from '../db/index.ts';
import {
  afterFailure,
  isChargedFailure,
  type Failure,
  type FailureLimits,
} from '../model/failure.ts';
import { openFailures } from './failures.ts';
import type { RecordEvent } from './journal.ts';

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

/** Writes how an attempt ended into its row. */
export type EndAttempt = (
  attempt: { readonly featureId: number; readonly epoch: number },
  outcome: string,
  detail: string | null,
) => void;

/** Queues a feature again after an attempt, or blocks it when that was enough; false for a result of an older epoch. */
export function openRequeue(
  db: Db,
  now: () => number,
  endAttempt: EndAttempt,
): (requeue: Requeue, record: RecordEvent) => boolean {
  const failures = openFailures(db);
  return ({ featureId, epoch, delayMs, head, limits, ...failure }, record) => {
    const at = now();
    const before = failures.counts(featureId, epoch);
    if (before === undefined) return false;
    const crashes = failures.crashesSince(featureId, at - limits.crashWindowMs);
    const { counts, block } = afterFailure(before, { ...failure, crashes }, limits);
    const charged = isChargedFailure(failure.kind);
    const { reason } = failure;
    const notBefore = at + delayMs;
    const error = charged ? reason : null;
    failures.sendBack({ featureId, counts, block, error, head, notBefore, at });
    endAttempt({ featureId, epoch }, charged ? 'returned' : 'not-charged', reason);
    record(
      block === null
        ? { type: 'feature:requeued', featureId, facts: { reason, retryAt: notBefore, charged } }
        : { type: 'feature:blocked', featureId, facts: { reason: block.reason } },
    );
    return true;
  };
}
