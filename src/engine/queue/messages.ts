import type { Db } from '../db/index.ts';

/** Words of people to the agents of features, kept until an agent was told. */
export interface Messages {
  add(featureId: number, text: string): void;
  /** What no agent was told yet, oldest first. */
  open(featureId: number): string[];
  /** Marks everything that is open as told. */
  delivered(featureId: number): void;
}

/** Opens the messages of a database. */
export function openMessages(db: Db, now: () => number): Messages {
  const insert = db.prepare<[number, string, number]>(
    'INSERT INTO messages (feature_id, text, created_at) VALUES (?, ?, ?)',
  );
  const open = db.prepare<[number], { text: string }>(
    'SELECT text FROM messages WHERE feature_id = ? AND delivered_at IS NULL ORDER BY id',
  );
  const deliver = db.prepare<[number, number]>(
    'UPDATE messages SET delivered_at = ? WHERE feature_id = ? AND delivered_at IS NULL',
  );
  return {
    add: (featureId, text) => void insert.run(featureId, text, now()),
    open: (featureId) => open.all(featureId).map(({ text }) => text),
    delivered: (featureId) => void deliver.run(now(), featureId),
  };
}
