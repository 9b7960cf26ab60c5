import type { Db } from '../db/index.ts';
import type { Feature } from '../model/feature.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';
import { openReady, type Ready } from './ready.ts';
import { openWaits, type Waits } from './waits.ts';

/** The beginning of attempts. Which feature is next is chosen elsewhere, and whose it is is the broker's word. */
export interface Claims extends Ready, Waits {
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
}

/** Opens the claims over a database. */
export function openClaims(db: Db, journal: Journal, now: () => number): Claims {
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
  return {
    ...openWaits(db, journal, now),
    ...openReady(db, now),
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
  };
}
