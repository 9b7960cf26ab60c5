import { shrinkWal, type Db } from '../db/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import type { Broker, Lease } from './broker.ts';
import { Silence } from './silence.ts';

/** The tables of a broker's database. Nothing in it is the record of anything. */
export const brokerSchema = `
CREATE TABLE IF NOT EXISTS works (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  priority INTEGER NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued','claimed','cancelled')),
  epoch INTEGER NOT NULL,
  token TEXT,
  beats INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS works_queued ON works (label, priority, seq) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS works_held ON works (seq) WHERE state <> 'queued';
`;

/** What the broker needs besides its database. */
export interface SqliteBrokerOptions {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: Pick<Random, 'id'>;
  readonly leaseDurationMs: number;
  readonly sweepIntervalMs: number;
}

interface WorkRow {
  readonly id: string;
  readonly epoch: number;
  readonly token: string;
  readonly payload: string;
}

const tokenBytes = 12;

/**
 * The embedded broker. One statement claims, so that two claimers can never have the same work; a claim is told apart by
 * its token, and its epoch is written by the same statement.
 */
export function openSqliteBroker(db: Db, options: SqliteBrokerOptions): Broker {
  db.exec(brokerSchema);
  const { clock, random, leaseDurationMs, sweepIntervalMs } = options;
  const statements = prepare(db);
  const silence = new Silence(leaseDurationMs, 2 * sweepIntervalMs);
  const enqueue = db.transaction((works: Parameters<Broker['enqueue']>[0]) => {
    for (const work of works) {
      statements.offer.run({ ...work, payload: JSON.stringify(work.payload) });
    }
  });
  const sweep = () => {
    shrinkWal(db);
    const held = statements.held.all();
    const seen = new Map(held.map((row) => [`${row.id}@${row.token}`, row.beats]));
    const lapsed = new Set(silence.sweep(seen, clock.monotonic()));
    return held.filter((row) => {
      if (!lapsed.has(`${row.id}@${row.token}`)) return false;
      if (row.state === 'cancelled') return statements.remove.run(row.id, row.token).changes === 1;
      return statements.lapse.run(row.id, row.token, row.beats).changes === 1;
    });
  };
  return {
    enqueue: (works) => done(() => enqueue.immediate(works)),
    claim: (labels) =>
      done(() => {
        for (const label of labels) {
          const row = statements.claim.get(random.id(tokenBytes), label);
          if (row !== undefined) return leaseOf(row);
        }
        return undefined;
      }),
    heartbeat: ({ id, token }) =>
      done(() => {
        const state = statements.beat.get(id, token)?.state;
        return state === undefined ? 'lost' : state === 'cancelled' ? 'cancelled' : 'ok';
      }),
    complete: ({ id, token }) => done(() => statements.remove.run(id, token).changes === 1),
    fail: ({ id, token }, how) =>
      done(() => {
        const statement = how?.drop === true ? statements.remove : statements.giveBack;
        return statement.run(id, token).changes === 1;
      }),
    sweep: () => done(() => sweep().map(({ id, epoch }) => ({ id, epoch }))),
    cancel: (id) => done(() => void (statements.drop.run(id), statements.mark.run(id))),
    claimed: () => done(() => statements.held.all().map(leaseOf)),
    counts: () => done(() => statements.counts.get() ?? { queued: 0, claimed: 0 }),
    close: () => done(() => void db.close()),
  };
}

function prepare(db: Db) {
  return {
    offer: db.prepare<[Record<string, string | number>]>(
      `INSERT INTO works (id, label, priority, payload, state, epoch)
       VALUES (@id, @label, @priority, @payload, 'queued', @epochFloor)
       ON CONFLICT (id) DO UPDATE SET epoch = max(epoch, excluded.epoch),
         label = CASE WHEN state = 'queued' THEN excluded.label ELSE label END,
         priority = CASE WHEN state = 'queued' THEN excluded.priority ELSE priority END`,
    ),
    claim: db.prepare<[string, string], WorkRow>(
      `UPDATE works SET state = 'claimed', epoch = epoch + 1, token = ?, beats = 0
       WHERE seq = (SELECT seq FROM works INDEXED BY works_queued WHERE state = 'queued' AND label = ?
         ORDER BY priority, seq LIMIT 1)
       RETURNING id, epoch, token, payload`,
    ),
    beat: db.prepare<[string, string], { state: string }>(
      'UPDATE works SET beats = beats + 1 WHERE id = ? AND token = ? RETURNING state',
    ),
    remove: db.prepare<[string, string]>('DELETE FROM works WHERE id = ? AND token = ?'),
    giveBack: db.prepare<[string, string]>(
      `UPDATE works SET state = 'queued', token = NULL WHERE id = ? AND token = ? AND state = 'claimed'`,
    ),
    lapse: db.prepare<[string, string, number]>(
      `UPDATE works SET state = 'queued', token = NULL WHERE id = ? AND token = ? AND beats = ?`,
    ),
    held: db.prepare<[], WorkRow & { readonly state: string; readonly beats: number }>(
      `SELECT id, epoch, token, payload, state, beats FROM works INDEXED BY works_held WHERE state <> 'queued'`,
    ),
    drop: db.prepare<[string]>(`DELETE FROM works WHERE id = ? AND state = 'queued'`),
    mark: db.prepare<[string]>(`UPDATE works SET state = 'cancelled' WHERE id = ?`),
    counts: db.prepare<[], { queued: number; claimed: number }>(
      `SELECT count(*) FILTER (WHERE state = 'queued') AS queued,
         count(*) FILTER (WHERE state <> 'queued') AS claimed FROM works`,
    ),
  };
}

function leaseOf({ id, epoch, token, payload }: WorkRow): Lease {
  return { id, epoch, token, payload: JSON.parse(payload) as unknown };
}

/** The contract is asynchronous because other brokers are on other machines. */
function done<Value>(act: () => Value): Promise<Value> {
  try {
    return Promise.resolve(act());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}
