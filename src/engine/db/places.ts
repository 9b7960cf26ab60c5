import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of a database beside its own. */
export interface DatabasePlaces {
  readonly database: string;
  /** What SQLite keeps beside it; a database is moved together with these. */
  readonly companions: readonly string[];
  readonly lock: string;
  readonly backup: string;
  /** The backup before that, for when the newest one turns out to be damaged too. */
  readonly olderBackup: string;
  /** A backup that is not complete yet. */
  readonly newBackup: string;
  readonly intakeDir: string;
}

/** Says where the files of a database are, without making any. */
export function placesOf(database: string): DatabasePlaces {
  return {
    database,
    companions: [`${database}-wal`, `${database}-shm`],
    lock: join(dirname(database), 'lock.db'),
    backup: `${database}.bak`,
    olderBackup: `${database}.bak.older`,
    newBackup: `${database}.bak.new`,
    intakeDir: dirname(database),
  };
}

/** The backup that is made before a schema of the given version is brought up to date. */
export function upgradeBackup(database: string, version: number): string {
  return `${database}.v${String(version)}.bak`;
}

/** Whether there was a database before: it was copied, or an engine has worked here, which makes gate.git after it. */
export function hasTraces(database: string): boolean {
  const { backup, olderBackup } = placesOf(database);
  return [backup, olderBackup, join(dirname(database), 'gate.git')].some((path) =>
    existsSync(path),
  );
}
