import { lstatSync, openSync, readSync, closeSync } from 'node:fs';
import { connect, connectToMemory, type Db } from './connect.ts';
import { migrations } from './migrations/index.ts';
import { isDamaged, isSqliteError, reasonOf } from './sqlite-error.ts';

/** What is wrong with a database file; `absent` may be a project that is new. */
export type Damage =
  { readonly kind: 'absent' } | { readonly kind: 'damaged'; readonly reason: string };

/**
 * Looks at a whole database file: a page that is broken may go on answering some questions, and only `quick_check` reads
 * them all. Undefined when it is sound, also when a newer program wrote it. Faults of the disk are thrown.
 */
export function damageIn(path: string): Damage | undefined {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return { kind: 'absent' };
  if (entry.isDirectory()) return { kind: 'damaged', reason: 'it is a directory' };
  if (entry.size === 0) return { kind: 'absent' };
  const strange = strangeHeader(path);
  if (strange !== undefined) return { kind: 'damaged', reason: strange };
  try {
    const db = connect(path);
    try {
      const reason = firstFault(db);
      return reason === undefined ? undefined : { kind: 'damaged', reason };
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamaged(error)) return { kind: 'damaged', reason: reasonOf(error) };
    // A broken schema is SQLite's plain error: "malformed database schema", "no such collation" and so on.
    if (isSqliteError(error, 'SQLITE_ERROR')) return { kind: 'damaged', reason: reasonOf(error) };
    throw error;
  }
}

/** Undefined when pages, values and schema are as they should be. */
function firstFault(db: Db): string | undefined {
  const verdict = String(db.pragma('quick_check(1)', { simple: true }));
  if (verdict !== 'ok') return verdict.replaceAll('\n', ' ');
  const version = versionOf(db);
  const present = objectsOf(db);
  if (version === 0 && present === '') return undefined;
  if (version > migrations.length) {
    // The number alone may be what is broken: then the schema is still one that this program made.
    return present === objectsAt(migrations.length) ? 'its schema number is wrong' : undefined;
  }
  if (present !== objectsAt(version)) return 'its schema is not complete';
  return numbersAgree(db) ? undefined : 'features and their index do not agree';
}

/** `quick_check` does not compare a table with its indexes; a number that changed would be a feature lost and another made. */
function numbersAgree(db: Db): boolean {
  const [table, index] = ['NOT INDEXED', 'INDEXED BY features_state'].map((how) =>
    db.prepare<[], { sum: number }>(`SELECT total(id) AS sum FROM features ${how}`).get(),
  );
  return table?.sum === index?.sum;
}

/** The schema version of an open database. */
export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

const schemaCache = new Map<number, string>();

/** Everything that a schema of a version has: a bit may flip in its text too. */
function objectsAt(version: number): string {
  const known = schemaCache.get(version);
  if (known !== undefined) return known;
  const db = connectToMemory();
  try {
    for (const sql of migrations.slice(0, version)) db.exec(sql);
    const objects = objectsOf(db);
    schemaCache.set(version, objects);
    return objects;
  } finally {
    db.close();
  }
}

function objectsOf(db: Db): string {
  // Of tables the columns, not the text: other releases of SQLite may write it differently when a table is renamed.
  const rows = db.prepare<[], { type: string; name: string; content: string | null }>(
    `SELECT type, name, CASE type WHEN 'table'
       THEN (SELECT group_concat(c.name || ' ' || c.type) FROM pragma_table_info(m.name) c) ELSE sql END AS content
     FROM sqlite_schema m WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name`,
  );
  return rows
    .all()
    .map(({ type, name, content }) => `${type} ${name} ${content ?? ''}`)
    .join('\n');
}

const magic = 'SQLite format 3\0';
/** Bytes 18 and 19 say how the file may be written and read: 1 rollback journal, 2 write-ahead log. */
const formatPlace = 18;
const formatMax = 2;

/** SQLite only reads, and does not call broken, what seems to be of a later format. */
function strangeHeader(path: string): string | undefined {
  const header = Buffer.alloc(formatPlace + 2);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, magic.length) !== magic) return 'file is not a database';
  const formats = [header[formatPlace] ?? 0, header[formatPlace + 1] ?? 0];
  return formats.some((format) => format < 1 || format > formatMax)
    ? 'its header is not one of SQLite'
    : undefined;
}
