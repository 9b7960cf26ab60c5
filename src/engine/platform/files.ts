import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { access, chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AgentTuiError } from '../model/error.ts';

/** Whether a thrown value is a system error with one of these codes, for instance `ENOENT`. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}

/** Whether a thrown value is what any call of the system failed with, and no bug of ours. */
export function isFromSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** The machine's faults, by the code of a failed call, as a person would name them. */
const diskFaults: readonly (readonly [string, string])[] = [
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EACCES', 'it may not be read or written'],
  ['EPERM', 'it may not be changed'],
  ['EROFS', 'the disk cannot be written'],
  ['EIO', 'the disk does not answer'],
  ['EMFILE', 'this program has too many files open'],
  ['ENFILE', 'the machine has too many files open'],
  ['EAGAIN', 'the machine allows no more processes'],
  ['ENOMEM', 'the machine has no memory left'],
  // Agents may remove what is theirs while we are at it.
  ['ENOENT', 'it was removed meanwhile'],
  ['ENOTDIR', 'a folder of it was replaced meanwhile'],
  ['ENOTEMPTY', 'something was put into it meanwhile'],
];

/** Does something with files; what the disk refuses is told as the machine's fault and not taken for a bug. */
export async function onDisk<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw fileFault(error) ?? error;
  }
}

/** A fault of the disk under a file, in words; undefined for every other error. */
export function fileFault(error: unknown): AgentTuiError | undefined {
  const [, reason] = diskFaults.find(([code]) => isSystemError(error, code)) ?? [];
  if (reason === undefined) return undefined;
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const place = typeof path === 'string' ? path : 'a file of the project';
  return new AgentTuiError('environment', `${place}: ${reason}`, {
    hint: 'look at free space and permissions where agent-tui paths says that the state lives',
    cause: error,
  });
}

/** Replaces a file as a whole: written beside, synced, then renamed, so a reader sees the old or the new text. */
export function writeFileAtomic(path: string, text: string, mode = 0o600): Promise<void> {
  return onDisk(() => replaceFile(path, text, mode));
}

async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Makes a rename survive a power cut where the file system allows to sync a directory. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    if (!isSystemError(error, 'EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'ENOTSUP')) throw error;
  }
}

/** Makes a directory (and its parents) that nobody else may enter. */
export function ensurePrivateDir(path: string): Promise<void> {
  return onDisk(async () => {
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
    } catch (error) {
      // On a disk that cannot be written the parents are said to be missing; making the first of them tells why.
      if (isSystemError(error, 'ENOENT')) await mkdir(await firstMissing(path), { mode: 0o700 });
      throw error;
    }
    await chmod(path, 0o700);
  });
}

async function firstMissing(path: string): Promise<string> {
  const parent = dirname(path);
  const isThere = await access(parent).then(
    () => true,
    () => false,
  );
  return isThere || parent === path ? path : firstMissing(parent);
}

/** The text of a file, or undefined when there is none. */
export async function readTextIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw fileFault(error) ?? error;
  }
}

/** A path without links on its way; the last part need not be there. */
export function realPath(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

const removeAttempts = 5;
const removeRetryDelayMs = 50;

/** Removes a file or a directory with all that is in it; gone already is fine. Links are removed, never followed. */
export function removeTree(path: string): Promise<void> {
  return onDisk(() =>
    rm(path, {
      recursive: true,
      force: true,
      maxRetries: removeAttempts,
      retryDelay: removeRetryDelayMs,
    }),
  );
}
