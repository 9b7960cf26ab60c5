import {
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { AgentTuiError } from '../model/error.ts';
import { systemClock } from '../platform/clock.ts';
import { systemRandom } from '../platform/random.ts';
import { connect, type Db } from './connect.ts';
import { isDamaged, isSqliteError, reasonOf } from './sqlite-error.ts';

/** Who holds the engine lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
}

/** This process as a holder. The note is for people alone: the lock itself is the kernel's, whatever a number is reused for. */
export function engineHolder(): LockHolder {
  return {
    pid: process.pid,
    host: hostname(),
    startedAt: new Date(systemClock.now()).toISOString(),
  };
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
export function takeEngineLock(
  path: string,
  holder: LockHolder,
  waitMs: number = takeWaitMs,
): EngineLock {
  const noteFile = `${path}.holder`;
  const db = lockedDatabase(path, waitMs);
  if (db === undefined) {
    throw new AgentTuiError(
      'environment',
      `another agent-tui runs this project: ${nameOf(noteFile)}`,
      { hint: 'use that one, or quit it first (q)' },
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

/** Undefined when somebody else has it. A file that is no lock any more is replaced: nobody can hold one in it. */
function lockedDatabase(path: string, waitMs: number): Db | undefined {
  const first = tryLock(path, waitMs);
  if (first !== 'damaged') return first;
  replace(path);
  const second = tryLock(path, waitMs);
  if (second === 'damaged') throw unusable(path, new Error('it is damaged'));
  return second;
}

function tryLock(path: string, waitMs: number): Db | 'damaged' | undefined {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return 'damaged';
  const db = openLock(path, waitMs);
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (isSqliteError(error, 'SQLITE_BUSY')) return undefined;
    if (isDamaged(error)) return 'damaged';
    throw unusable(path, error);
  }
}

/** Emptied where it is: a holder that took it meanwhile holds the same file, so that two can never hold two. */
function replace(path: string): void {
  if (lstatSync(path).isDirectory()) renameSync(path, `${path}.damaged-${systemRandom.id()}`);
  else truncateSync(path);
}

/** Whether an engine runs the project whose lock this is. It only reads: two that ask do not see each other. */
export function isEngineRunning(path: string): boolean {
  if (!existsSync(path) || lstatSync(path).isDirectory()) return false;
  const db = openLock(path, 0);
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_BUSY')) return true;
    // A holder answers "busy" before the file is read: a file that can be read as broken is held by nobody.
    if (isDamaged(error)) return false;
    throw unusable(path, error);
  } finally {
    db.close();
  }
}

function openLock(path: string, timeout: number): Db {
  try {
    return connect(path, timeout);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): AgentTuiError {
  const reason = reasonOf(error);
  return new AgentTuiError('environment', `cannot use the lock ${path}: ${reason}`, {
    hint: `it holds nothing; when no agent-tui runs here: rm '${path}'`,
    cause: error,
  });
}

/** Who holds the lock, for people. */
export function nameOfHolder(path: string): string {
  return nameOf(`${path}.holder`);
}

function nameOf(noteFile: string): string {
  try {
    const holder = JSON.parse(readFileSync(noteFile, 'utf8')) as LockHolder;
    return `process ${String(holder.pid)} on ${holder.host}, since ${holder.startedAt}`;
  } catch {
    return 'its process is not known';
  }
}
