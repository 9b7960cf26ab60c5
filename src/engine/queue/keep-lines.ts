import { appendIntake, placesOf, type Db } from '../db/index.ts';
import type { IntakeLine } from '../model/intake.ts';
import { isSystemError } from '../platform/files.ts';

/**
 * Writes lines to the intake log beside a database. They are in the database already: a disk that has no room for the
 * second copy must not undo them, and the next backup has them too.
 */
export function keepLines(db: Db, lines: readonly IntakeLine[]): void {
  // What lives in memory alone has nothing beside it.
  if (db.memory) return;
  try {
    appendIntake(placesOf(db.name).intakeDir, lines);
  } catch (error) {
    if (!isSystemError(error, 'ENOSPC', 'EDQUOT', 'EIO', 'EACCES', 'EROFS', 'EMFILE')) throw error;
  }
}
