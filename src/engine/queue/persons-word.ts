import type { Db } from '../db/index.ts';
import { anyBefore, type BlockedKind } from './feature-row.ts';
import type { Journal } from './journal.ts';

/** What a person may do with a feature from the keyboard; false when its state does not allow it. */
export interface PersonsWord {
  block(featureId: number, kind: BlockedKind, reason: string): boolean;
  cancel(featureId: number): boolean;
  retry(featureId: number): boolean;
  setPriority(featureId: number, priority: number): boolean;
}

/** Opens a person's word over the features of a database. */
export function openPersonsWord(db: Db, journal: Journal, now: () => number): PersonsWord {
  const block = db.prepare<[string, string, number, number]>(
    `UPDATE features SET state = 'blocked', blocked_kind = ?, blocked_reason = ?, updated_at = ?
     WHERE id = ? AND state IN ${anyBefore('block')}`,
  );
  const cancel = db.prepare<[number, number]>(
    `UPDATE features SET state = 'cancelled', updated_at = ? WHERE id = ? AND state IN ${anyBefore('cancel')}`,
  );
  const retry = db.prepare<[number, number, number]>(
    `UPDATE features SET state = 'pending', attempts = 0, gate_failures = 0, conflicts = 0, faults = 0,
       error_print = NULL, error_repeats = 0, diff_print = NULL, diff_repeats = 0, retried_at = ?, not_before = 0,
       blocked_kind = NULL, blocked_reason = NULL, updated_at = ? WHERE id = ? AND state IN ('pending','blocked')`,
  );
  const priority = db.prepare<[number, number, number], { name: string }>(
    'UPDATE features SET priority = ?, updated_at = ? WHERE id = ? RETURNING name',
  );
  return {
    block: (featureId, kind, reason) =>
      journal.write((record, keep) => {
        if (block.run(kind, reason, now(), featureId).changes !== 1) return false;
        record({ type: 'feature:blocked', featureId, facts: { reason } });
        if (kind === 'person') keep({ word: 'block', reason });
        return true;
      }),
    cancel: (featureId) =>
      journal.write((record, keep) => {
        if (cancel.run(now(), featureId).changes !== 1) return false;
        record({ type: 'feature:cancelled', featureId, facts: {} });
        keep({ word: 'cancel' });
        return true;
      }),
    retry: (featureId) =>
      journal.write((record, keep) => {
        const at = now();
        if (retry.run(at, at, featureId).changes !== 1) return false;
        const facts = { reason: 'a person asked for it', retryAt: at, charged: false };
        record({ type: 'feature:requeued', featureId, facts });
        keep({ word: 'retry' });
        return true;
      }),
    setPriority: (featureId, value) =>
      journal.write((record, keep) => {
        const row = priority.get(value, now(), featureId);
        if (row === undefined) return false;
        record({ type: 'feature:edited', featureId, facts: { name: row.name } });
        keep({ word: 'priority', priority: value });
        return true;
      }),
  };
}
