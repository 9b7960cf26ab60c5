import { closeSync, fsyncSync, openSync } from 'node:fs';
import { isSystemError } from '../platform/files.ts';

/** Waits until the disk has a file, or the names in a directory where the file system allows to ask for that. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } catch (error) {
    if (!isSystemError(error, 'EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP')) throw error;
  } finally {
    closeSync(file);
  }
}
