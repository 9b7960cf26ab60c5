import { copyFileSync, existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { damageIn, type Damage } from './check.ts';
import { hasIntake } from './intake-log.ts';
import { migrations } from './migrations/index.ts';
import { hasTraces, placesOf, upgradeBackup } from './places.ts';
import { quarantine } from './quarantine.ts';
import { unusable } from './sqlite-error.ts';
import { syncPath } from './sync-path.ts';

/** What was done to a damaged database before an engine opened it. */
export interface Mended {
  readonly reason: string;
  /** The name under which the damaged file is kept; null when there was none. */
  readonly keptAs: string | null;
  /** When the backup was made that took its place; null when there was none and an empty database did. */
  readonly backupAt: number | null;
}

/**
 * Looks at the whole database and, when it is damaged or gone, puts the newest good backup in its place; for the holder
 * of the engine lock alone. Undefined when it is sound or the project is new.
 */
export function mendDatabase(path: string, now: number): Mended | undefined {
  const places = placesOf(path);
  // A copy that a crash cut short is nobody's.
  rmSync(places.newBackup, { force: true });
  const damage = damageOf(path);
  if (damage === undefined) return undefined;
  if (damage.kind === 'absent' && isNewProject(path)) return undefined;
  const hasFiles = [path, ...places.companions].some((file) => existsSync(file));
  const keptAs = hasFiles ? quarantine(path, now) : null;
  const reason = damage.kind === 'absent' ? 'it was gone' : damage.reason;
  return { reason, keptAs, backupAt: restore(path) };
}

function damageOf(path: string): Damage | undefined {
  try {
    return damageIn(path);
  } catch (error) {
    throw unusable(path, error);
  }
}

function isNewProject(path: string): boolean {
  return !hasTraces(path) && !hasIntake(placesOf(path).intakeDir);
}

/** Copies the newest sound backup to the database's place; the backup stays. */
function restore(path: string): number | null {
  for (const backup of backupsOf(path)) {
    if (damageIn(backup) !== undefined) continue;
    const beside = `${path}.restoring`;
    copyFileSync(backup, beside);
    syncPath(beside);
    renameSync(beside, path);
    syncPath(dirname(path));
    return lstatSync(backup).mtimeMs;
  }
  return null;
}

function backupsOf(path: string): string[] {
  const { backup, olderBackup } = placesOf(path);
  const beforeUpgrades = migrations.map((_, version) => upgradeBackup(path, version)).reverse();
  return [backup, olderBackup, ...beforeUpgrades];
}
