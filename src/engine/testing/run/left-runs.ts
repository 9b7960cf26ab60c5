import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultLimits } from '../../model/limits.ts';
import type { ProcessIdentity } from '../../model/session.ts';
import type { Clock } from '../../platform/clock.ts';
import { effect } from '../../platform/effect.ts';
import { isSystemError, onDisk, readTextIfPresent } from '../../platform/files.ts';
import type { Traces } from '../../platform/process-row.ts';
import { stopTree } from '../../platform/process-tree.ts';

/** A program of the tests or the set-up that runs now. */
interface RunningNote {
  readonly marker: string;
  /** Null until it has been started. */
  readonly root: ProcessIdentity | null;
  readonly traces: Traces;
}

/** Where the programs that a project's tests and set-ups run are written down while they run. */
export function runningDirOf(stateDir: string): string {
  return join(stateDir, 'gate', 'running');
}

/** Writes a program down. It need not survive a power cut: neither does the program. */
export async function noteRun(dir: string, note: RunningNote): Promise<void> {
  await onDisk(async () => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await effect('run.note', () =>
      writeFile(join(dir, note.marker), JSON.stringify({ root: note.root, traces: note.traces })),
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
    const note = noteIn((await readTextIfPresent(join(dir, marker))) ?? '');
    const graceMs = defaultLimits.killGraceMs;
    const { survivors } = await stopTree({ ...note, marker, graceMs, clock });
    if (survivors.length === 0) await forgetRun(dir, marker);
  }
  return markers.length;
}

const writtenNote = z.object({
  root: z
    .object({
      pid: z.number(),
      startTime: z.string().nullable(),
      bootId: z.string().nullable(),
    })
    .nullable(),
  traces: z.object({ workDir: z.string(), outputFile: z.string() }),
});

/** A file that the crash cut short says nothing: the marker alone is looked for then. */
function noteIn(text: string): { root: ProcessIdentity | null; traces?: Traces } {
  try {
    return writtenNote.parse(JSON.parse(text));
  } catch {
    return { root: null };
  }
}
