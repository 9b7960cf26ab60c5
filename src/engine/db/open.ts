import Sqlite from 'better-sqlite3';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { AgentTuiError } from '../model/error.ts';
import { migrations } from './migrations/index.ts';
import { boundWal } from './wal.ts';

/** An open SQLite database. */
export type Db = Sqlite.Database;

const busyTimeoutMs = 5_000;

/** Whether an error is SQLite's, with the given result code (or one of its extended codes). */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith(code);
}

/**
 * Opens the database of a project and brings its schema up to date.
 * WAL with `synchronous=FULL`: a claim, a verdict or a landing that was answered survives a power cut.
 * @throws AgentTuiError `environment` when the file is not a database, cannot be opened, or is newer than this program.
 */
export function openDatabase(path: string): Db {
  const isNew = !existsSync(path);
  let db: Db | undefined;
  try {
    db = new Sqlite(path, { timeout: busyTimeoutMs });
    if (isNew) chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    boundWal(db);
    // A table that is made anew must not drag along what refers to it.
    db.pragma('foreign_keys = OFF');
    migrate(db, path);
    db.pragma('foreign_keys = ON');
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof AgentTuiError) throw error;
    throw new AgentTuiError('environment', `cannot open the database ${path}: ${reasonOf(error)}`, {
      hint: `move it away to begin anew: mv '${path}' '${path}.broken' (refs in gate.git keep all work)`,
      cause: error,
    });
  }
}

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
  const db = new Sqlite(path, { timeout: busyTimeoutMs });
  try {
    chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    boundWal(db);
    const verdict = String(db.pragma('quick_check(1)', { simple: true }));
    if (verdict !== 'ok') throw new Sqlite.SqliteError(verdict, 'SQLITE_CORRUPT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether an error says that the file itself is broken, and not the disk under it. */
export function isDamaged(error: unknown): boolean {
  return isSqliteError(error, 'SQLITE_CORRUPT') || isSqliteError(error, 'SQLITE_NOTADB');
}

function unusable(path: string, error: unknown): AgentTuiError {
  return new AgentTuiError('environment', `cannot open the database ${path}: ${reasonOf(error)}`, {
    hint: 'look at free space and permissions of that directory; agent-tui paths names it',
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function migrate(db: Db, path: string): void {
  if (versionOf(db, path) === migrations.length) return;
  db.transaction(() => {
    // Asked again under the write lock: another process may have brought the schema up to date meanwhile.
    for (const sql of migrations.slice(versionOf(db, path))) db.exec(sql);
    db.pragma(`user_version = ${String(migrations.length)}`);
  }).immediate();
  // The schema must not live in the WAL alone: a lost WAL would leave "no such table".
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function versionOf(db: Db, path: string): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version <= migrations.length) return version;
  throw new AgentTuiError(
    'environment',
    `the database ${path} has schema ${String(version)}, this program knows ${String(migrations.length)}`,
    { hint: 'use the newer agent-tui that wrote it' },
  );
}
