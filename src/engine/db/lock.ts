import Sqlite from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { AgentTuiError } from '../model/error.ts';
import { isSqliteError } from './open.ts';

/** Who holds the engine lock. */
export interface LockHolder {
  readonly pid: number;
  readonly startedAt: string;
}

/** The held lock; it is free at once when the process ends, however it ends. */
export interface EngineLock {
  release(): void;
}

/**
 * Takes the engine lock of a project: one engine at a time.
 * `BEGIN EXCLUSIVE` on a database of its own is freed by the kernel with the process, also by SIGKILL.
 * @throws AgentTuiError `environment` that names the holder.
 */
export function takeEngineLock(path: string, holder: LockHolder): EngineLock {
  const noteFile = `${path}.holder`;
  const db = new Sqlite(path, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isSqliteError(error, 'SQLITE_BUSY')) throw error;
    throw new AgentTuiError('environment', `another agent-tui runs this project: ${nameOf(noteFile)}`, {
      hint: 'use that one, or quit it first (q)',
      cause: error,
    });
  }
  writeFileSync(noteFile, JSON.stringify(holder), { mode: 0o600 });
  return {
    release: () => {
      if (!db.open) return;
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

/** Whether an engine runs the project whose lock this is. */
export function isEngineRunning(path: string): boolean {
  const db = new Sqlite(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    db.exec('ROLLBACK');
    return false;
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_BUSY')) return true;
    throw error;
  } finally {
    db.close();
  }
}

function nameOf(noteFile: string): string {
  try {
    const holder = JSON.parse(readFileSync(noteFile, 'utf8')) as LockHolder;
    return `process ${String(holder.pid)}, since ${holder.startedAt}`;
  } catch {
    return 'its process is not known';
  }
}
