import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fixedLimits } from '../model/limits.ts';
import { placesOf } from './places.ts';
import { syncPath } from './sync-path.ts';

/** Moves a database and what belongs to it aside, so that nothing of it is lost; answers with its new name. */
export function quarantine(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const name = freeName(`${path}.damaged-${stamp}`);
  for (const from of [path, ...placesOf(path).companions]) {
    if (existsSync(from)) renameSync(from, `${name}${from.slice(path.length)}`);
  }
  syncPath(dirname(path));
  dropOldest(path);
  return basename(name);
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let count = 2; existsSync(name); count += 1) name = `${wanted}-${String(count)}`;
  return name;
}

/** Only the newest few are kept; a directory that somebody put there is never removed. */
function dropOldest(path: string): void {
  const dir = dirname(path);
  const prefix = `${basename(path)}.damaged-`;
  const all = readdirSync(dir, { withFileTypes: true }).filter(({ name }) =>
    name.startsWith(prefix),
  );
  const sets = [...new Set(all.map(({ name }) => name.replace(/-(wal|shm)$/, '')))].sort();
  const old = new Set(sets.slice(0, -fixedLimits.damagedFilesKeptMax));
  for (const entry of all) {
    if (entry.isDirectory() || !old.has(entry.name.replace(/-(wal|shm)$/, ''))) continue;
    rmSync(join(dir, entry.name), { force: true });
  }
}
