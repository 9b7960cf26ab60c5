import { chmodSync, existsSync, lstatSync } from 'node:fs';
import { AgentTuiError } from '../model/error.ts';
import { connect, type Db } from './connect.ts';
import { hasIntake, newestIntake } from './intake-log.ts';
import { migrate, type LockState } from './migrate.ts';
import { hasTraces, placesOf } from './places.ts';
import { damaged, damageFault, unusable } from './sqlite-error.ts';
import { boundWal } from './wal.ts';
import { openHasKept } from './words-kept.ts';

/**
 * Opens the database of a project and brings its schema up to date.
 * WAL with `synchronous=FULL`: a claim, a verdict or a landing that was answered survives a power cut.
 * Who holds the engine lock has had it repaired before; everybody else is told who repairs it when it is not whole.
 * @throws AgentTuiError `environment` when it is damaged or gone, cannot be opened, or is newer than this program.
 */
export function openDatabase(path: string, lock: LockState = 'free'): Db {
  if (lock === 'free') requirePresent(path);
  let db: Db | undefined;
  try {
    const isNew = lstatSync(path, { throwIfNoEntry: false }) === undefined;
    db = connect(path);
    if (isNew) chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    boundWal(db);
    // A table that is made anew must not drag along what refers to it.
    db.pragma('foreign_keys = OFF');
    migrate(db, path, lock);
    db.pragma('foreign_keys = ON');
    if (lock === 'free') requireNewest(db, path);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof AgentTuiError) throw error;
    throw damageFault(error) ?? unusable(path, error);
  }
}

/** An empty database must not take the place of one that was there: numbers would be given out twice. */
function requirePresent(path: string): void {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry?.isDirectory() === true) throw damaged('a directory is in its place');
  if (entry !== undefined && entry.size > 0) return;
  const { intakeDir } = placesOf(path);
  const isKnown = hasTraces(path) || (existsSync(intakeDir) && hasIntake(intakeDir));
  if (isKnown) throw damaged('the file is gone');
}

/** A lost write-ahead log leaves an older state that looks sound; what people asked for last tells the difference. */
function requireNewest(db: Db, path: string): void {
  const newest = newestIntake(placesOf(path).intakeDir);
  if (newest !== undefined && !openHasKept(db)(newest)) {
    throw damaged('it has lost what was written to it last');
  }
}
