import type { Db } from '../db/index.ts';
import type { EventType } from '../model/event.ts';
import type { Journal, RecordEvent } from './journal.ts';

/** After these events a feature may wait for something that will not come, or need not wait any more. */
export const settlingEvents: ReadonlySet<EventType> = new Set([
  'feature:added',
  'feature:edited',
  'feature:blocked',
  'feature:cancelled',
  'feature:requeued',
]);

/** Blocks features that wait for one which will not come, and frees those whose wait has sense again; returns how many. */
export type SettleDependencies = () => number;

/** The statements that carry a blocked or freed feature on to those that wait for it. */
export function openSettling(db: Db, journal: Journal, now: () => number): SettleDependencies {
  // CROSS JOIN keeps this order: the few that will not come are looked up first, not the many that wait.
  const stranded = db.prepare<[], { id: number; on_name: string; on_state: string }>(
    `SELECT f.id, r.name AS on_name, r.state AS on_state FROM features r INDEXED BY features_state
     CROSS JOIN feature_dependencies d ON d.depends_on = r.id CROSS JOIN features f ON f.id = d.feature_id
     WHERE r.state IN ('blocked','cancelled') AND f.state = 'pending' GROUP BY f.id`,
  );
  const block = db.prepare<[string, number, number]>(
    `UPDATE features SET state = 'blocked', blocked_kind = 'dependency', blocked_reason = ?, updated_at = ?
     WHERE id = ?`,
  );
  const release = db.prepare<[number], { id: number }>(
    `UPDATE features SET state = 'pending', blocked_kind = NULL, blocked_reason = NULL, updated_at = ?
     WHERE state = 'blocked' AND blocked_kind = 'dependency' AND NOT EXISTS (
       SELECT 1 FROM feature_dependencies d JOIN features r ON r.id = d.depends_on
       WHERE d.feature_id = features.id AND r.state IN ('blocked','cancelled')) RETURNING id`,
  );
  const blockStranded = (record: RecordEvent): number => {
    const rows = stranded.all();
    for (const row of rows) {
      const reason = `needs "${row.on_name}", which is ${row.on_state}`;
      block.run(reason, now(), row.id);
      record({ type: 'feature:blocked', featureId: row.id, facts: { reason } });
    }
    return rows.length;
  };
  const freeReleased = (record: RecordEvent): number => {
    const rows = release.all(now());
    for (const row of rows) {
      const facts = { reason: 'what it needs is queued again', retryAt: now(), charged: false };
      record({ type: 'feature:requeued', featureId: row.id, facts });
    }
    return rows.length;
  };
  // All blocking comes before all freeing: what is freed then cannot be blocked again by the same call.
  return () =>
    journal.write(
      (record) => untilNone(() => blockStranded(record)) + untilNone(() => freeReleased(record)),
    );
}

/** One round goes one step along the dependencies; they have no circle, so the rounds come to an end. */
function untilNone(round: () => number): number {
  let all = 0;
  for (let count = round(); count > 0; count = round()) all += count;
  return all;
}
