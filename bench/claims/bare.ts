import type { Db } from '../../src/engine/db/index.ts';

/** The least that a claim can be: one table, one statement, no label, no token, no payload. */
export const bareSchema = `
CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, taken INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS bare_free ON bare (id) WHERE taken = 0;
`;

/** Claims from the bare table; undefined when nothing is left. */
export function bareClaim(db: Db): () => string | undefined {
  const claim = db.prepare<[], { id: number }>(
    `UPDATE bare SET taken = 1, epoch = epoch + 1
     WHERE id = (SELECT id FROM bare INDEXED BY bare_free WHERE taken = 0 ORDER BY id LIMIT 1) RETURNING id`,
  );
  return () => claim.get()?.id.toString();
}
