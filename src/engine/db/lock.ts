import Sqlite from 'better-sqlite3';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Longer than another process's look at the lock takes. */
const takeWaitMs = 250;

/**
 * Takes the engine lock of a project: one engine at a time.
 * `BEGIN EXCLUSIVE` on a database of its own is freed by the kernel with the process, also by SIGKILL.
 * @throws AgentTuiError `environment` that names the holder.
 */
export function takeEngineLock(path: string, holder: LockHolder): EngineLock {
  const noteFile = `${path}.holder`;
  const db = openLock(path, takeWaitMs);
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isSqliteError(error, 'SQLITE_BUSY')) throw unusable(path, error);
    throw new AgentTuiError(
      'environment',
      `another agent-tui runs this project: ${nameOf(noteFile)}`,
      { hint: 'use that one, or quit it first (q)', cause: error },
    );
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

/** Whether an engine runs the project whose lock this is. It only reads: two that ask do not see each other. */
export function isEngineRunning(path: string): boolean {
  if (!existsSync(path)) return false;
  const db = openLock(path, 0);
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_BUSY')) return true;
    throw unusable(path, error);
  } finally {
    db.close();
  }
}

function openLock(path: string, timeout: number): Sqlite.Database {
  try {
    return new Sqlite(path, { timeout });
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): AgentTuiError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AgentTuiError('environment', `cannot use the lock ${path}: ${reason}`, {
    hint: `it holds nothing; when no agent-tui runs here: rm '${path}'`,
    cause: error,
  });
}

/** Who holds the lock, for people. */
export function engineHolder(path: string): string {
  return nameOf(`${path}.holder`);
}

function nameOf(noteFile: string): string {
  try {
    const holder = JSON.parse(readFileSync(noteFile, 'utf8')) as LockHolder;
    return `process ${String(holder.pid)}, since ${holder.startedAt}`;
  } catch {
    return 'its process is not known';
  }
}
