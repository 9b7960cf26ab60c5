import type { Db } from '../db/index.ts';
import { anyBefore, type BlockedKind } from './feature-row.ts';

/** What a person's word changes in the row of a feature, each within a transaction of its caller. */
export interface WordStatements {
  block(featureId: number, kind: BlockedKind, reason: string): boolean;
  cancel(featureId: number): boolean;
  retry(featureId: number): boolean;
  /** Answers with the feature's name; undefined when there is no such feature. */
  setPriority(featureId: number, priority: number): string | undefined;
}

/** Opens the statements of a person's word. */
export function openWordStatements(db: Db, now: () => number): WordStatements {
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
    block: (id, kind, reason) => block.run(kind, reason, now(), id).changes === 1,
    cancel: (id) => cancel.run(now(), id).changes === 1,
    retry: (id) => retry.run(now(), now(), id).changes === 1,
    setPriority: (id, value) => priority.get(value, now(), id)?.name,
  };
}
