import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLimits } from '../model/limits.ts';
import type { ProcessIdentity } from '../model/session.ts';
import type { Clock } from '../platform/clock.ts';
import { effect } from '../platform/effect.ts';
import { isSystemError, onDisk, readTextIfPresent } from '../platform/files.ts';
import { stopTree } from '../platform/process-tree.ts';

/** A program of the tests or the set-up that runs now. */
interface RunningNote {
  readonly marker: string;
  /** Null until it has been started. */
  readonly root: ProcessIdentity | null;
}

/** Where the programs that a project's tests and set-ups run are written down while they run. */
export function runningDirOf(stateDir: string): string {
  return join(stateDir, 'gate', 'running');
}

/** Writes a program down. It need not survive a power cut: neither does the program. */
export async function noteRun(dir: string, { marker, root }: RunningNote): Promise<void> {
  await onDisk(async () => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await effect('run.note', () =>
      writeFile(join(dir, marker), root === null ? '' : JSON.stringify(root)),
    );
  });
}

/** Strikes a program out: nothing of it runs any more. */
export async function forgetRun(dir: string, marker: string): Promise<void> {
  await onDisk(() => rm(join(dir, marker), { force: true }));
}

/**
 * Ends what an engine that died left running: a test run would otherwise go on and write into the slot in which the
 * next one verifies. Tells how many programs it found written down; for the holder of the engine lock alone.
 */
export async function stopLeftRuns(stateDir: string, clock: Clock): Promise<number> {
  const dir = runningDirOf(stateDir);
  const markers = await onDisk(() =>
    readdir(dir).catch((error: unknown) => {
      if (isSystemError(error, 'ENOENT')) return [];
      throw error;
    }),
  );
  for (const marker of markers) {
    const root = identityIn((await readTextIfPresent(join(dir, marker))) ?? '');
    const { survivors } = await stopTree({
      root,
      marker,
      graceMs: defaultLimits.killGraceMs,
      clock,
    });
    if (survivors.length === 0) await forgetRun(dir, marker);
  }
  return markers.length;
}

/** A file that the crash cut short has no identity: the marker alone is looked for then. */
function identityIn(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, startTime, bootId } = value as Record<keyof ProcessIdentity, unknown>;
    if (typeof pid !== 'number' || typeof startTime !== 'string') return null;
    return { pid, startTime, bootId: typeof bootId === 'string' ? bootId : null };
  } catch {
    return null;
  }
}
