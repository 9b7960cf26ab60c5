import Sqlite from 'better-sqlite3';
import { chmodSync, rmSync } from 'node:fs';
import { connect, type Db } from './connect.ts';
import { isDamaged, unusable } from './sqlite-error.ts';

/**
 * Opens a database that can be made anew from other records: what is in it survives the death of a process but not a
 * power cut, and a file that cannot be used is replaced by an empty one. No schema is made.
 * @throws AgentTuiError `environment` when not even an empty one can be made.
 */
export function openPlainDatabase(path: string): Db {
  try {
    return openFast(path);
  } catch (error) {
    if (!isDamaged(error)) throw unusable(path, error);
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  try {
    return openFast(path);
  } catch (error) {
    throw unusable(path, error);
  }
}

function openFast(path: string): Db {
  const db = connect(path);
  try {
    chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    const verdict = String(db.pragma('quick_check(1)', { simple: true }));
    if (verdict !== 'ok') throw new Sqlite.SqliteError(verdict, 'SQLITE_CORRUPT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
