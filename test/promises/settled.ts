import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { text, type Left } from './left.ts';

/** I11: nothing is left half done: landings, candidates, sessions, claims; and every session has its log. */
export function settled(left: Left): string[] {
  const { paths } = left;
  const say = (sql: string, words: string) =>
    left.rows(sql).map((row) => `${words} ${text(row, 'id')} is ${text(row, 'state')}`);
  const logs = left.rows('SELECT id, log_file FROM sessions WHERE pid IS NOT NULL');
  return [
    ...say("SELECT id, state FROM landings WHERE state = 'intended'", 'landing'),
    ...say(
      "SELECT id, state FROM candidates WHERE state IN ('queued','verifying','verified')",
      'candidate',
    ),
    ...say('SELECT id, state FROM sessions WHERE ended_at IS NULL', 'session'),
    ...say(
      `SELECT feature_id || '@' || epoch AS id, 'open' AS state FROM attempts
       WHERE ended_at IS NULL`,
      'attempt',
    ),
    ...logs
      .filter((row) => !existsSync(text(row, 'log_file')))
      .map((row) => `session ${text(row, 'id')} has no log`),
    ...leases(join(paths.stateDir, 'broker.db')),
  ];
}

function leases(path: string): string[] {
  const db = new Database(path, { readonly: true });
  try {
    const held = db.prepare<[], { id: string }>("SELECT id FROM works WHERE state <> 'queued'");
    return held.all().map(({ id }) => `the broker still has a claim on feature ${id}`);
  } finally {
    db.close();
  }
}
