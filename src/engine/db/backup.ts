import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { effect } from '../platform/effect.ts';
import { fileFault } from '../platform/files.ts';
import { wait, type Clock } from '../platform/clock.ts';
import { connect, type Db } from './connect.ts';
import { diskFault } from './disk-fault.ts';
import { dropOldIntake, rotateIntake } from './intake-log.ts';
import { placesOf } from './places.ts';
import { damaged } from './sqlite-error.ts';
import { syncPath } from './sync-path.ts';

/** Copies of an open database, made while it is worked with. */
export interface Backups {
  /** Makes the first one and then one every few minutes in which something has happened. */
  begin(): void;
  /** The last one, of how the run was left; nothing is copied afterwards. */
  end(): Promise<void>;
}

/** What copies are made of. */
export interface BackupOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** Hears of a copy that could not be made; the next one is tried at its time. Null: it could. */
  readonly onFault: (fault: AgentTuiError | null) => void;
  /** Hears of everything else, which is a bug. */
  readonly onBug: (error: unknown) => void;
}

/** Keeps backups of a database up to date; for the holder of the engine lock alone. */
export function openBackups(options: BackupOptions): Backups {
  const { db, clock } = options;
  let copied: number | null = null;
  let running: Promise<void> = Promise.resolve();
  let cancel: () => void = () => undefined;
  const copyIfChanged = async () => {
    try {
      const newest = newestEvent(db);
      if (copied === newest) return;
      await makeBackup(db, clock);
      copied = newest;
      options.onFault(null);
    } catch (error) {
      const fault = error instanceof AgentTuiError ? error : (diskFault(error) ?? fileFault(error));
      if (fault === undefined) options.onBug(error);
      else options.onFault(fault);
    }
  };
  // After the one before, however that ended: whoever waits for the last one must not hear of an older failure.
  const next = () => (running = running.then(copyIfChanged, copyIfChanged));
  return {
    begin: () => {
      void next();
      cancel = clock.every(fixedLimits.backupIntervalMs, () => void next());
    },
    end: () => {
      cancel();
      return next();
    },
  };
}

/** Every change that is worth a copy comes with an event. */
function newestEvent(db: Db): number {
  const row = db
    .prepare<[], { seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`)
    .get();
  return row?.seq ?? 0;
}

/**
 * Copies a database in small steps, looks at the copy, and puts it in the place of the backup, which stays as the older
 * one. Words of people that two backups have leave the intake log.
 */
export async function makeBackup(db: Db, clock: Clock): Promise<void> {
  const { backup, olderBackup, newBackup, intakeDir } = placesOf(db.name);
  rotateIntake(intakeDir);
  rmSync(newBackup, { force: true });
  await effect('backup.copy', async () => {
    await db.backup(newBackup, { progress: () => fixedLimits.backupPagesPerStep });
  });
  chmodSync(newBackup, 0o600);
  await requireSound(newBackup, clock);
  syncPath(newBackup);
  await effect('backup.rename', () => {
    if (existsSync(backup)) renameSync(backup, olderBackup);
    renameSync(newBackup, backup);
    syncPath(dirname(backup));
  });
  dropOldIntake(intakeDir);
}

/** Looks at one table after another, so that nobody waits for the whole. */
async function requireSound(path: string, clock: Clock): Promise<void> {
  const copy = connect(path);
  try {
    const tables = copy
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all();
    for (const { name } of [{ name: 'sqlite_schema' }, ...tables]) {
      const verdict = String(copy.pragma(`quick_check(${name})`, { simple: true }));
      if (verdict !== 'ok') throw damaged(verdict);
      await wait(clock, 0);
    }
    // The header says "write-ahead log"; a copy that nobody writes needs no files beside it.
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
