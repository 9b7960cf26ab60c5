import Sqlite from 'better-sqlite3';

/** An open SQLite database. */
export type Db = Sqlite.Database;

const busyTimeoutMs = 5_000;

/** Opens a file as SQLite would; nothing is read yet. */
export function connect(path: string, timeout = busyTimeoutMs): Db {
  return new Sqlite(path, { timeout });
}

/** A database in memory with nothing in it. */
export function connectToMemory(): Db {
  return new Sqlite(':memory:');
}
