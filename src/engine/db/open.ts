import Sqlite from 'better-sqlite3';
import { chmodSync, existsSync } from 'node:fs';
import { AgentTuiError } from '../model/error.ts';
import { migrations } from './migrations/index.ts';

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
    db.pragma('foreign_keys = ON');
    migrate(db, path);
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
