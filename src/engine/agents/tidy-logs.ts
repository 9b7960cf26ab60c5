import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, onDisk } from '../platform/files.ts';
import { planLogs, type LogFacts, type LogFile } from './plan-logs.ts';

/** What was done to bring logs within their limit; exit codes that nobody needs any more are not counted. */
export interface LogsTidied {
  readonly files: number;
  readonly freedBytes: number;
}

/**
 * Removes and shortens the logs of ended sessions until all together are within their limit. `facts` is asked for after
 * the directory was read, so that every file seen belongs to a session that is known by then.
 */
export function tidyLogs(dir: string, facts: () => LogFacts): Promise<LogsTidied> {
  return onDisk(async () => {
    const files = await filesOf(dir);
    const known = facts();
    const plan = planLogs(files, known);
    const bytesOf = new Map(files.map(({ name, bytes }) => [name, bytes]));
    for (const name of plan.remove) await rm(join(dir, name), { force: true });
    for (const name of plan.shorten) await keepEnd(join(dir, name), known.endedLogBytesMax);
    const removed = plan.remove.filter((name) => !name.endsWith('.exit'));
    const freed = plan.remove.map((name) => bytesOf.get(name) ?? 0);
    const cut = plan.shorten.map((name) => (bytesOf.get(name) ?? 0) - known.endedLogBytesMax);
    return {
      files: removed.length + plan.shorten.length,
      freedBytes: [...freed, ...cut].reduce((total, bytes) => total + bytes, 0),
    };
  });
}

async function filesOf(dir: string): Promise<LogFile[]> {
  const files: LogFile[] = [];
  for (const name of await readdir(dir)) {
    const stats = await stat(join(dir, name)).catch((error: unknown) => {
      // Another process may have removed it meanwhile.
      if (isSystemError(error, 'ENOENT')) return null;
      throw error;
    });
    if (stats?.isFile() !== true) continue;
    files.push({ name, bytes: stats.size, changedAt: stats.mtimeMs });
  }
  return files;
}

/**
 * Keeps the end of a file, in place: a process that even KILL could not end may still write to it, and would go on filling
 * a file without a name.
 */
async function keepEnd(path: string, bytesMax: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    if (size <= bytesMax) return;
    const end = Buffer.alloc(bytesMax);
    const { bytesRead } = await file.read(end, 0, bytesMax, size - bytesMax);
    await file.write(end, 0, bytesRead, 0);
    await file.truncate(bytesRead);
  } finally {
    await file.close();
  }
}
