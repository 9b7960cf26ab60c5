import Sqlite from 'better-sqlite3';
import { migrations } from '../../src/engine/db/migrations/index.ts';

let bytes: Buffer | undefined;

/** The bytes of a database with the whole schema and nothing in it; made once. */
export function emptyDatabase(): Buffer {
  if (bytes !== undefined) return bytes;
  const db = new Sqlite(':memory:');
  db.pragma('foreign_keys = OFF');
  for (const sql of migrations) db.exec(sql);
  db.pragma(`user_version = ${String(migrations.length)}`);
  bytes = db.serialize();
  db.close();
  return bytes;
}
