import type { Db } from '../db/index.ts';
import type { Feature } from '../model/feature.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';

/** A claimed feature: its epoch fences off the results of older attempts. */
export interface Claim {
  readonly feature: Feature;
  readonly epoch: number;
}

/** Claims and their leases. */
export interface Claims {
  hasClaimable(): boolean;
  /** Takes the next ready feature in one statement. `idleAgents` keep what came back to them. */
  claim(agent: string, leaseMs: number, idleAgents: readonly string[]): Claim | undefined;
  /** False when the claim is no longer the newest, or its attempt is over. */
  renewLease(featureId: number, epoch: number, leaseMs: number): boolean;
  lapsed(): Feature[];
}

const ready = `f.state = 'pending' AND f.not_before <= @now AND NOT EXISTS (
  SELECT 1 FROM feature_dependencies d JOIN features r ON r.id = d.depends_on
  WHERE d.feature_id = f.id AND r.state <> 'merged')`;

/** One statement, so that two claimers can never take the same feature: what came back to this agent, else the next of all. */
const claimSql = `
UPDATE features SET state = 'in_progress', epoch = epoch + 1, attempts = attempts + 1, last_agent = @agent,
  lease_until = @leaseUntil, updated_at = @now
WHERE id = coalesce(
  (SELECT f.id FROM features f INDEXED BY features_returned
   WHERE f.last_agent = @agent AND ${ready} ORDER BY f.priority, f.id LIMIT 1),
  (SELECT f.id FROM features f INDEXED BY features_claimable
   WHERE ${ready} AND (f.last_agent IS NULL OR f.last_agent NOT IN (SELECT value FROM json_each(@idle)))
   ORDER BY f.priority, f.id LIMIT 1))
RETURNING id, epoch`;

interface ClaimValues {
  readonly agent: string;
  readonly leaseUntil: number;
  readonly now: number;
  /** A JSON array of agents' names. */
  readonly idle: string;
}

/** Opens the claims over a database. */
export function openClaims(db: Db, journal: Journal, now: () => number): Claims {
  const claimOne = db.prepare<[ClaimValues], { id: number; epoch: number }>(claimSql);
  const byId = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const beginAttempt = db.prepare<[number, number, string, number]>(
    'INSERT INTO attempts (feature_id, epoch, agent, started_at) VALUES (?, ?, ?, ?)',
  );
  const claimable = db.prepare<[{ now: number }], { one: number }>(
    `SELECT 1 AS one FROM features f WHERE ${ready} LIMIT 1`,
  );
  const lease = db.prepare<[number, number, number]>(
    `UPDATE features SET lease_until = ? WHERE id = ? AND epoch = ? AND state = 'in_progress'`,
  );
  const lapsedRows = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.state = 'in_progress' AND f.lease_until < ?`,
  );
  return {
    hasClaimable: () => claimable.get({ now: now() }) !== undefined,
    claim: (agent, leaseMs, idleAgents) =>
      journal.write((record) => {
        const at = now();
        const idle = JSON.stringify(idleAgents.filter((name) => name !== agent));
        const taken = claimOne.get({ agent, leaseUntil: at + leaseMs, now: at, idle });
        if (taken === undefined) return undefined;
        const { id, epoch } = taken;
        beginAttempt.run(id, epoch, agent, at);
        const row = byId.get(id);
        if (row === undefined) throw new Error(`claimed feature ${String(id)} is not there`);
        record({ type: 'feature:claimed', featureId: id, agent, facts: { epoch } });
        return { feature: featureOf(row), epoch };
      }),
    renewLease: (featureId, epoch, leaseMs) =>
      lease.run(now() + leaseMs, featureId, epoch).changes === 1,
    lapsed: () => lapsedRows.all(now()).map(featureOf),
  };
}
