import type { IntakeLine } from '../model/intake.ts';
import type { Db } from './connect.ts';

/** Whether a database still has the event of a line of the intake log; events that were forgotten for their age count. */
export type HasKept = (line: IntakeLine) => boolean;

/** Opens the question, which each start asks of every line that the backups do not have yet. */
export function openHasKept(db: Db): HasKept {
  const session = db.prepare<[string], { one: number }>(
    'SELECT 1 AS one FROM sessions WHERE id = ?',
  );
  const event = db.prepare<[number, number, number, string], { one: number }>(
    `SELECT 1 AS one WHERE ? < (SELECT min(id) FROM events)
       OR EXISTS (SELECT 1 FROM events WHERE feature_id = ? AND at = ? AND type = ?)`,
  );
  return ({ event: number, at, type, featureId, word }) => {
    const found =
      word.word === 'session' ? session.get(word.id) : event.get(number, featureId, at, type);
    return found !== undefined;
  };
}
