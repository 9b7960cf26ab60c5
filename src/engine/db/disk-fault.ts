import { AgentTuiError } from '../model/error.ts';
import { fileFault, isSystemError } from '../platform/files.ts';
import { isSqliteError } from './sqlite-error.ts';

/** The machine's faults, by SQLite's result code, as a person would name them. */
const diskFaults = {
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk does not answer',
  SQLITE_READONLY: 'it cannot be written',
} as const;

/** An error of the disk under a database, or under a file, in words; undefined for every other error. */
export function diskFault(error: unknown): AgentTuiError | undefined {
  for (const [code, reason] of Object.entries(diskFaults)) {
    if (!isSqliteError(error, code)) continue;
    return new AgentTuiError('environment', `the state of the project cannot be kept: ${reason}`, {
      hint: 'free some space where agent-tui paths says that the state lives',
      cause: error,
    });
  }
  return machineFault(error);
}

/** What a system call met that no program of ours can be the cause of. */
function machineFault(error: unknown): AgentTuiError | undefined {
  const codes = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'];
  return isSystemError(error, ...codes) ? fileFault(error) : undefined;
}

/** Whether an error, or what caused it, says that the disk has no room left. */
export function isFullDisk(error: unknown): boolean {
  if (isSqliteError(error, 'SQLITE_FULL')) return true;
  if (isSystemError(error, 'ENOSPC', 'EDQUOT')) return true;
  return error instanceof AgentTuiError && isFullDisk(error.cause);
}
