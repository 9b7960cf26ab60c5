import type Sqlite from 'better-sqlite3';
import { statSync } from 'node:fs';
import { fixedLimits } from '../model/limits.ts';

/** What became of the write-ahead log of a database. */
export interface WalOutcome {
  readonly bytes: number;
  /** Another connection reads, or writes, so that a log beyond its limit cannot be emptied now. */
  readonly isHeld: boolean;
}

/** Sets how large a write-ahead log becomes before it is written back, and to what it is cut after that. */
export function boundWal(db: Sqlite.Database): void {
  db.pragma('wal_autocheckpoint = 1000');
  db.pragma(`journal_size_limit = ${String(fixedLimits.walBytesMax / 4)}`);
}

/**
 * Empties a write-ahead log that is beyond its limit. It waits for nobody: whoever reads for long is told of, and it is
 * tried again at the next look.
 */
export function shrinkWal(
  db: Sqlite.Database,
  bytesMax: number = fixedLimits.walBytesMax,
): WalOutcome {
  const bytes = walBytes(db);
  if (bytes <= bytesMax) return { bytes, isHeld: false };
  const waitMs = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('busy_timeout = 0');
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.pragma(`busy_timeout = ${String(waitMs)}`);
  }
  const left = walBytes(db);
  return { bytes: left, isHeld: left > bytesMax };
}

function walBytes(db: Sqlite.Database): number {
  return statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
