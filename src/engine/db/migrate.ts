import { chmodSync, renameSync, rmSync } from 'node:fs';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { damageIn, versionOf } from './check.ts';
import { connect, type Db } from './connect.ts';
import { engineHolder, takeEngineLock, type EngineLock } from './lock.ts';
import { migrations } from './migrations/index.ts';
import { placesOf, upgradeBackup } from './places.ts';
import { syncPath } from './sync-path.ts';

/** Whether the caller holds the engine lock of the project. */
export type LockState = 'held' | 'free';

/**
 * Brings the schema up to date. A database that has rows already is copied first, and only while no engine works on it:
 * an older program would go on with statements for a schema that is gone.
 * @throws AgentTuiError `environment` when an engine of an older program runs, or the schema is newer than this program.
 */
export function migrate(db: Db, path: string, lock: LockState): void {
  const version = knownVersion(db, path);
  if (version === migrations.length) return;
  const held = version === 0 || lock === 'held' ? undefined : lockFor(db, path);
  try {
    upgrade(db, path);
  } finally {
    held?.release();
  }
  // The schema must not live in the WAL alone: a lost WAL would leave "no such table".
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function upgrade(db: Db, path: string): void {
  db.transaction(() => {
    // Asked again under the write lock: another process may have brought the schema up to date meanwhile.
    const version = knownVersion(db, path);
    if (version > 0 && version < migrations.length) keepBefore(path, version);
    for (const sql of migrations.slice(version)) db.exec(sql);
    db.pragma(`user_version = ${String(migrations.length)}`);
  }).immediate();
}

/** Copies what the transaction found, by a connection of its own; nobody can write meanwhile. */
function keepBefore(path: string, version: number): void {
  const place = upgradeBackup(path, version);
  const beside = `${place}.new`;
  rmSync(beside, { force: true });
  const reader = connect(path);
  try {
    reader.prepare<[string]>('VACUUM INTO ?').run(beside);
  } finally {
    reader.close();
  }
  const damage = damageIn(beside);
  if (damage !== undefined) {
    throw new AgentTuiError(
      'environment',
      `the database ${path} cannot be copied before its upgrade`,
      {
        hint: 'look at free space and at the disk; the database is left as it is',
      },
    );
  }
  chmodSync(beside, 0o600);
  syncPath(beside);
  renameSync(beside, place);
}

/** Another process that upgrades holds the lock for a moment, an older engine for long. */
function lockFor(db: Db, path: string): EngineLock | undefined {
  const { lock } = placesOf(path);
  try {
    return takeEngineLock(lock, engineHolder(), fixedLimits.upgradeWaitMs);
  } catch (error) {
    if (versionOf(db) === migrations.length) return undefined;
    if (!(error instanceof AgentTuiError)) throw error;
    const message = error.message.replace(/^another agent-tui/, 'an older agent-tui');
    throw new AgentTuiError('environment', message, {
      hint: 'quit it first (q): then this version brings the database up to date',
      cause: error,
    });
  }
}

function knownVersion(db: Db, path: string): number {
  const version = versionOf(db);
  if (version <= migrations.length) return version;
  throw new AgentTuiError(
    'environment',
    `the database ${path} has schema ${String(version)}, this program knows ${String(migrations.length)}`,
    { hint: 'use the newer agent-tui that wrote it' },
  );
}
