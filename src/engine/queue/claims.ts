import type { Db } from '../db/index.ts';
import type { Feature } from '../model/feature.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';

/** A feature that could be begun now, and what the choice looks at. */
export interface ReadyFeature {
  readonly id: number;
  readonly priority: number;
  /** The slot that it came back to. */
  readonly lastAgent: string | null;
  /** How often another was begun before it because their files overlap with what is being worked on. */
  readonly passedOver: number;
  /** The number of its newest attempt. */
  readonly epoch: number;
  /** Files and folders that it will touch, as declared or as seen in earlier attempts. */
  readonly paths: readonly string[];
}

/** The beginning of attempts. Which feature is next is chosen elsewhere, and whose it is is the broker's word. */
export interface Claims {
  hasReady(): boolean;
  /** The first ready features by priority and number, with those that came back to this agent, at most `limit` of each. */
  ready(agent: string, limit: number): ReadyFeature[];
  /**
   * Begins an attempt: the durable record of a claim. Undefined when the feature is not pending any more or the epoch is
   * not newer than all before it. `passedOver` were ready before it and have to wait.
   */
  begin(attempt: {
    readonly featureId: number;
    readonly epoch: number;
    readonly agent: string;
    readonly passedOver: readonly number[];
  }): Feature | undefined;
  /** Raises an epoch that a database restored from a backup no longer knows of; the newest attempt is at least this one. */
  raiseEpoch(featureId: number, epoch: number): void;
  inProgress(): Feature[];
  /** Moves every wait that is not over by so many milliseconds, because the wall clock was set. */
  shiftWaits(stepMs: number): void;
  /** Shortens every wait that is longer than so many milliseconds: nobody waits so long, unless the clock was set back. */
  capWaits(durationMsMax: number): void;
}

const isReady = `f.state = 'pending' AND f.open_needs = 0 AND f.not_before <= @now`;
const readyColumns = `f.id, f.priority, f.last_agent AS lastAgent, f.passed_over AS passedOver, f.epoch, (
  SELECT coalesce(json_group_array(DISTINCT p.path), '[]') FROM feature_paths p WHERE p.feature_id = f.id) AS paths`;

type ReadyRow = Omit<ReadyFeature, 'paths'> & { readonly paths: string };

/** Opens the claims over a database. */
export function openClaims(db: Db, journal: Journal, now: () => number): Claims {
  const anyReady = db.prepare<[{ now: number }], { one: number }>(
    `SELECT 1 AS one FROM features f INDEXED BY features_ready WHERE ${isReady} LIMIT 1`,
  );
  const first = db.prepare<[{ now: number; limit: number }], ReadyRow>(
    `SELECT ${readyColumns} FROM features f INDEXED BY features_ready WHERE ${isReady}
     ORDER BY f.priority, f.id LIMIT @limit`,
  );
  const returned = db.prepare<[{ now: number; limit: number; agent: string }], ReadyRow>(
    `SELECT ${readyColumns} FROM features f INDEXED BY features_returned WHERE f.last_agent = @agent AND ${isReady}
     ORDER BY f.priority, f.id LIMIT @limit`,
  );
  const take = db.prepare<[{ id: number; epoch: number; agent: string; now: number }]>(
    `UPDATE features SET state = 'in_progress', epoch = @epoch, attempts = attempts + 1, last_agent = @agent,
       passed_over = 0, updated_at = @now WHERE id = @id AND state = 'pending' AND epoch < @epoch`,
  );
  const beginAttempt = db.prepare<[number, number, string, number]>(
    'INSERT INTO attempts (feature_id, epoch, agent, started_at) VALUES (?, ?, ?, ?)',
  );
  const passOver = db.prepare<[string]>(
    `UPDATE features SET passed_over = passed_over + 1
     WHERE state = 'pending' AND id IN (SELECT value FROM json_each(?))`,
  );
  const byId = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const raise = db.prepare<[number, number]>(
    'UPDATE features SET epoch = max(epoch, ?) WHERE id = ?',
  );
  const busy = db.prepare<[], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.state = 'in_progress'`,
  );
  return {
    hasReady: () => anyReady.get({ now: now() }) !== undefined,
    ready: (agent, limit) => {
      const at = now();
      const rows = [
        ...returned.all({ now: at, limit, agent }),
        ...first.all({ now: at, limit }),
      ].map((row) => [row.id, { ...row, paths: JSON.parse(row.paths) as string[] }] as const);
      return [...new Map(rows).values()].sort((a, b) => a.priority - b.priority || a.id - b.id);
    },
    begin: ({ featureId, epoch, agent, passedOver }) =>
      journal.write((record) => {
        const at = now();
        if (take.run({ id: featureId, epoch, agent, now: at }).changes !== 1) return undefined;
        beginAttempt.run(featureId, epoch, agent, at);
        if (passedOver.length > 0) passOver.run(JSON.stringify(passedOver));
        const row = byId.get(featureId);
        if (row === undefined) throw new Error(`claimed feature ${String(featureId)} is not there`);
        record({ type: 'feature:claimed', featureId, agent, facts: { epoch } });
        return featureOf(row);
      }),
    raiseEpoch: (featureId, epoch) => void raise.run(epoch, featureId),
    inProgress: () => busy.all().map(featureOf),
    ...openWaits(db, journal, now),
  };
}

/** Opens the waits of features over a database. */
function openWaits(
  db: Db,
  journal: Journal,
  now: () => number,
): Pick<Claims, 'shiftWaits' | 'capWaits'> {
  const shift = db.prepare<[{ step: number; before: number }], { id: number; retryAt: number }>(
    `UPDATE features SET not_before = not_before + @step
     WHERE state = 'pending' AND not_before > @before RETURNING id, not_before AS retryAt`,
  );
  const cap = db.prepare<[{ latest: number }]>(
    `UPDATE features SET not_before = @latest WHERE state = 'pending' AND not_before > @latest`,
  );
  return {
    capWaits: (durationMsMax) => {
      journal.write(() => cap.run({ latest: now() + durationMsMax }));
    },
    shiftWaits: (step) => {
      journal.write((record) => {
        // Set forward: what was open before. Set back: what would be open again, too.
        const before = now() - Math.max(0, step);
        for (const { id, retryAt } of shift.all({ step, before })) {
          const facts = { reason: 'the clock was set', retryAt, charged: false };
          record({ type: 'feature:requeued', featureId: id, facts });
        }
      });
    },
  };
}
