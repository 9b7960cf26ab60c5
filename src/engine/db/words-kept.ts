import type { IntakeLine } from '../model/intake.ts';
import type { Db } from './connect.ts';

/** Whether a database still has the event of a line of the intake log; events that were forgotten for their age count. */
export function hasKept(db: Db, { event, at, type, featureId, word }: IntakeLine): boolean {
  if (word.word === 'session') return hasSession(db, word.id);
  const found = db
    .prepare<[number, number, number, string], { one: number }>(
      `SELECT 1 AS one WHERE ? < (SELECT min(id) FROM events)
         OR EXISTS (SELECT 1 FROM events WHERE feature_id = ? AND at = ? AND type = ?)`,
    )
    .get(event, featureId, at, type);
  return found !== undefined;
}

function hasSession(db: Db, id: string): boolean {
  const found = db
    .prepare<[string], { one: number }>('SELECT 1 AS one FROM sessions WHERE id = ?')
    .get(id);
  return found !== undefined;
}
