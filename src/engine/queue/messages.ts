import type { Db } from '../db/index.ts';

/** One of them. */
export interface Message {
  readonly id: number;
  readonly text: string;
}

/** Words of people to the agents of features, kept until an agent was told. */
export interface Messages {
  add(featureId: number, text: string): void;
  /** What no agent was told yet, oldest first. */
  open(featureId: number): Message[];
  /** Marks these as told; what came meanwhile is not among them. */
  delivered(messages: readonly Message[]): void;
}

/** Opens the messages of a database. */
export function openMessages(db: Db, now: () => number): Messages {
  const insert = db.prepare<[number, string, number]>(
    'INSERT INTO messages (feature_id, text, created_at) VALUES (?, ?, ?)',
  );
  const open = db.prepare<[number], Message>(
    'SELECT id, text FROM messages WHERE feature_id = ? AND delivered_at IS NULL ORDER BY id',
  );
  const deliver = db.prepare<[number, string]>(
    'UPDATE messages SET delivered_at = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  return {
    add: (featureId, text) => void insert.run(featureId, text, now()),
    open: (featureId) => open.all(featureId),
    delivered: (messages) => void deliver.run(now(), JSON.stringify(messages.map(({ id }) => id))),
  };
}
