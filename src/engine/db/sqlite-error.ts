import Sqlite from 'better-sqlite3';
import { AgentTuiError } from '../model/error.ts';

/** Whether an error is SQLite's, with the given result code (or one of its extended codes). */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith(code);
}

/** What SQLite answers when the file itself is broken, and not the disk under it. */
const damageCodes = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ'] as const;

/** Whether an error says that the file itself is broken, and not the disk under it. */
export function isDamaged(error: unknown): boolean {
  return damageCodes.some((code) => isSqliteError(error, code));
}

/** The message of an error, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What everybody is told who is not the one that repairs; undefined for an error that is not damage. */
export function damageFault(error: unknown): AgentTuiError | undefined {
  return isDamaged(error) ? damaged(reasonOf(error), error) : undefined;
}

/** The failure of a command that met a damaged database. */
export function damaged(reason: string, cause?: unknown): AgentTuiError {
  return new AgentTuiError('environment', `the database of the project is damaged: ${reason}`, {
    hint: 'start agent-tui (or agent-tui run) when no other runs: it repairs the database by itself and keeps the damaged file',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The failure of whoever cannot open a database for the sake of the disk. */
export function unusable(path: string, error: unknown): AgentTuiError {
  return new AgentTuiError('environment', `cannot open the database ${path}: ${reasonOf(error)}`, {
    hint: 'look at free space and permissions of that directory; agent-tui paths names it',
    cause: error,
  });
}
