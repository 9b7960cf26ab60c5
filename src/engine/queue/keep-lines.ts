import { appendIntake, placesOf, type Db } from '../db/index.ts';
import type { IntakeLine } from '../model/intake.ts';
import { isFromSystem } from '../platform/files.ts';

/**
 * Writes lines to the intake log beside a database. They are in the database already: a machine that cannot make the
 * second copy must not undo them, and the next backup has them too.
 */
export function keepLines(db: Db, lines: readonly IntakeLine[]): void {
  // What lives in memory alone has nothing beside it.
  if (db.memory) return;
  try {
    appendIntake(placesOf(db.name).intakeDir, lines);
  } catch (error) {
    if (!isFromSystem(error)) throw error;
  }
}
