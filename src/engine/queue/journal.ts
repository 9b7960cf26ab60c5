import { diskFault, giveReserveUp, isSqliteError, type Db } from '../db/index.ts';
import type { EngineEvent, NewEvent } from '../model/event.ts';
import type { IntakeLine, KeptWord } from '../model/intake.ts';
import { keepLines } from './keep-lines.ts';
import { fixedLimits } from '../model/limits.ts';

/** Notes an event in the transaction that changes the state it tells of. */
export type RecordEvent = (event: NewEvent) => void;

/** Notes what a person asked for, with the event that was recorded last, for the log that outlives the database. */
export type KeepWord = (word: KeptWord) => void;

/** Writes state and events together, and reads events back. */
export interface Journal {
  /**
   * Runs `work` in one transaction; the events that it records are stored with it and then published. The words that it
   * keeps are in the intake log before anybody hears that they were taken in.
   */
  write<T>(work: (record: RecordEvent, keep: KeepWord) => T): T;
  /** The newest events, oldest of them first. */
  newest(count: number): EngineEvent[];
  /** Forgets all but the newest events, some at a time; false when nothing is left to forget. */
  prune(keep: number): boolean;
}

interface EventRow {
  id: number;
  at: number;
  type: string;
  feature_id: number | null;
  agent: string | null;
  facts: string;
}

/** Opens the event log over a database. `publish` hears of events only after their transaction has been kept. */
export function openJournal(
  db: Db,
  now: () => number,
  publish: (events: readonly EngineEvent[]) => void,
): Journal {
  const insert = db.prepare<[number, string, number | null, string | null, string]>(
    'INSERT INTO events (at, type, feature_id, agent, facts) VALUES (?, ?, ?, ?, ?)',
  );
  const select = db.prepare<[number], EventRow>('SELECT * FROM events ORDER BY id DESC LIMIT ?');

  const forget = db.prepare<[number]>(
    `DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id <= (SELECT max(id) FROM events) - ?
       ORDER BY id LIMIT ${String(fixedLimits.eventsForgottenAtOnceMax)})`,
  );
  const store = (event: NewEvent): EngineEvent => {
    const at = now();
    const featureId = event.featureId ?? null;
    const agent = event.agent ?? null;
    const { lastInsertRowid } = insert.run(
      at,
      event.type,
      featureId,
      agent,
      JSON.stringify(event.facts),
    );
    const { type, facts } = event;
    return { id: Number(lastInsertRowid), at, type, featureId, agent, facts } as EngineEvent;
  };

  return {
    write: (work) => {
      let stored: EngineEvent[] = [];
      let words: IntakeLine[] = [];
      const record: RecordEvent = (event) => void stored.push(store(event));
      const keep: KeepWord = (word) => void words.push(lineOf(word, stored.at(-1)));
      const transaction = db.transaction(() => {
        stored = [];
        words = [];
        return work(record, keep);
      });
      const result = kept(db, () => transaction.immediate());
      try {
        if (words.length > 0) keepLines(db, words);
      } finally {
        // It is committed: whatever becomes of the second copy, nobody must miss it.
        if (stored.length > 0) publish(stored);
      }
      return result;
    },
    prune: (keep) => forget.run(keep).changes === fixedLimits.eventsForgottenAtOnceMax,
    newest: (count) => select.all(count).reverse().map(eventOf),
  };
}

function lineOf(word: KeptWord, event: EngineEvent | undefined): IntakeLine {
  if (event === undefined || event.featureId === null) throw new Error('a word without an event');
  const { id, type, at, featureId } = event;
  return { event: id, type, at, featureId, word };
}

/** A disk that is full gets the reserve's room before the write is given up. */
function kept<T>(db: Db, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const fault = diskFault(error);
    if (fault === undefined) throw error;
    const isFull = isSqliteError(error, 'SQLITE_FULL') || isSqliteError(error, 'SQLITE_IOERR');
    if (!isFull || !giveReserveUp(db.name)) throw fault;
  }
  try {
    return write();
  } catch (error) {
    throw diskFault(error) ?? error;
  }
}

function eventOf(row: EventRow): EngineEvent {
  return {
    id: row.id,
    at: row.at,
    type: row.type,
    featureId: row.feature_id,
    agent: row.agent,
    facts: JSON.parse(row.facts) as unknown,
  } as EngineEvent;
}
