import { rmSync, statSync, writeFileSync } from 'node:fs';
import { fixedLimits } from '../model/limits.ts';
import { systemRandom } from '../platform/random.ts';

/**
 * A file beside a database that only takes room. It is given up when the disk is full, so that what must be written
 * then (the end of a session, a claim given back, a checkpoint's row) still can be.
 */
export function reserveOf(database: string): string {
  return `${database}.reserve`;
}

/** Makes the reserve if it is not there. A disk that has no room for it has none. */
export function keepReserve(database: string): void {
  const path = reserveOf(database);
  const { reserveBytes } = fixedLimits;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.size === reserveBytes) return;
    // Not zeros: a file system may keep those without taking any room. Two characters for each byte.
    writeFileSync(path, systemRandom.id(reserveBytes / 2), { mode: 0o600 });
  } catch {
    rmSync(path, { force: true });
  }
}

/** Gives the reserve up; false when there was none. */
export function giveReserveUp(database: string): boolean {
  const path = reserveOf(database);
  try {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return false;
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}
