import type { Db } from '../db/index.ts';
import { statesBefore, type Feature, type FeatureState, type FeatureTransition } from '../model/feature.ts';
import { featureColumns, featureOf, type BlockedKind, type FeatureRecord } from './feature-row.ts';
import type { Journal, RecordEvent } from './journal.ts';

/** A claimed feature: its epoch fences off the results of older attempts. */
export interface Claim {
  readonly feature: Feature;
  readonly epoch: number;
}

/** How an attempt ended without landing. */
export interface Requeue {
  readonly featureId: number;
  readonly epoch: number;
  readonly reason: string;
  /** Whether it counts against the limit of attempts. */
  readonly charged: boolean;
  /** Milliseconds until it may be claimed again. */
  readonly delayMs: number;
  /** The commit from which the next attempt goes on; null: unchanged. */
  readonly head: string | null;
  /** Beyond this many charged attempts the feature is blocked instead. */
  readonly attemptsMax: number;
}

/** The life of features in the queue. Every method that takes an epoch refuses (false) a result of an older one. */
export interface Features {
  all(): Feature[];
  find(id: number): Feature | undefined;
  findByName(name: string): Feature | undefined;
  hasClaimable(): boolean;
  /** Features to which something may still happen by itself. */
  openCount(): number;
  countIn(state: FeatureState): number;
  /** Blocked features, those that ran out of attempts apart from the others. */
  blockedCounts(): { attempts: number; others: number };
  /** Takes the next ready feature in one statement. `idleAgents` keep what came back to them. */
  claim(agent: string, leaseMs: number, idleAgents: readonly string[]): Claim | undefined;
  renewLease(featureId: number, epoch: number, leaseMs: number): boolean;
  lapsed(): Feature[];
  submit(featureId: number, epoch: number, head: string, record: RecordEvent): boolean;
  requeue(requeue: Requeue, record: RecordEvent): boolean;
  merge(featureId: number, epoch: number, commit: string, record: RecordEvent): boolean;
  block(featureId: number, kind: BlockedKind, reason: string): boolean;
  cancel(featureId: number): boolean;
  retry(featureId: number): boolean;
  setPriority(featureId: number, priority: number): boolean;
  /** Blocks features that wait for one which will not come, and frees those whose wait has sense again; returns how many. */
  settleDependencies(): number;
}

const anyOf = (transition: FeatureTransition) =>
  `('${statesBefore(transition).join("','")}')`;

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

/** Opens the life of features over a database. */
export function openFeatures(db: Db, journal: Journal, now: () => number): Features {
  const byId = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const byName = db.prepare<[string], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.name = ?`,
  );
  const every = db.prepare<[], FeatureRecord>(`SELECT ${featureColumns} FROM features f ORDER BY f.id`);
  const claimOne = db.prepare<
    [{ agent: string; leaseUntil: number; now: number; idle: string }],
    { id: number; epoch: number }
  >(claimSql);
  const claimable = db.prepare<[{ now: number }], { one: number }>(
    `SELECT 1 AS one FROM features f WHERE ${ready} LIMIT 1`,
  );
  const lease = db.prepare<[number, number, number]>(
    `UPDATE features SET lease_until = ? WHERE id = ? AND epoch = ? AND state = 'in_progress'`,
  );
  const lapsedRows = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.state = 'in_progress' AND f.lease_until < ?`,
  );
  const inState = db.prepare<[string], { count: number }>(
    'SELECT count(*) AS count FROM features WHERE state = ?',
  );
  const blocked = db.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM features WHERE state = 'blocked' AND blocked_kind = 'attempts'`,
  );
  const countIn = (state: FeatureState) => inState.get(state)?.count ?? 0;
  const find = (id: number) => {
    const row = byId.get(id);
    return row === undefined ? undefined : featureOf(row);
  };
  return {
    all: () => every.all().map(featureOf),
    find,
    findByName: (name) => {
      const row = byName.get(name);
      return row === undefined ? undefined : featureOf(row);
    },
    countIn,
    blockedCounts: () => {
      const count = blocked.get()?.count ?? 0;
      return { attempts: count, others: countIn('blocked') - count };
    },
    openCount: () => countIn('pending') + countIn('in_progress') + countIn('verifying'),
    hasClaimable: () => claimable.get({ now: now() }) !== undefined,
    claim: (agent, leaseMs, idleAgents) =>
      journal.write((record) => {
        const idle = JSON.stringify(idleAgents.filter((name) => name !== agent));
        const row = claimOne.get({ agent, leaseUntil: now() + leaseMs, now: now(), idle });
        if (row === undefined) return undefined;
        db.prepare('INSERT INTO attempts (feature_id, epoch, agent, started_at) VALUES (?, ?, ?, ?)').run(
          row.id,
          row.epoch,
          agent,
          now(),
        );
        const feature = find(row.id);
        if (feature === undefined) throw new Error(`claimed feature ${String(row.id)} is not there`);
        record({ type: 'feature:claimed', featureId: row.id, agent, facts: { epoch: row.epoch } });
        return { feature, epoch: row.epoch };
      }),
    renewLease: (featureId, epoch, leaseMs) => lease.run(now() + leaseMs, featureId, epoch).changes === 1,
    lapsed: () => lapsedRows.all(now()).map(featureOf),
    ...openResults(db, now),
    ...openPersonsWord(db, journal, now),
  };
}

/** What attempts and the gate say of a feature; each within a transaction of its caller. */
function openResults(db: Db, now: () => number): Pick<Features, 'submit' | 'requeue' | 'merge'> {
  const submit = db.prepare<[string, number, number, number]>(
    `UPDATE features SET state = 'verifying', head = ?, lease_until = NULL, updated_at = ?
     WHERE id = ? AND epoch = ? AND state IN ${anyOf('submit')}`,
  );
  const requeue = db.prepare<[Requeue & { now: number; uncharge: number }], { state: string; attempts: number }>(
    `UPDATE features SET attempts = attempts - @uncharge,
       state = CASE WHEN @uncharge = 0 AND attempts >= @attemptsMax THEN 'blocked' ELSE 'pending' END,
       blocked_kind = CASE WHEN @uncharge = 0 AND attempts >= @attemptsMax THEN 'attempts' END,
       blocked_reason = CASE WHEN @uncharge = 0 AND attempts >= @attemptsMax
         THEN attempts || ' attempts failed, the last: ' || @reason END,
       last_error = CASE WHEN @uncharge = 0 THEN @reason ELSE last_error END,
       head = coalesce(@head, head), not_before = @now + @delayMs, lease_until = NULL, updated_at = @now
     WHERE id = @featureId AND epoch = @epoch AND state IN ('in_progress','verifying')
     RETURNING state, attempts`,
  );
  const merge = db.prepare<[string, number, number, number]>(
    `UPDATE features SET state = 'merged', merged_as = ?, last_error = NULL, updated_at = ?
     WHERE id = ? AND epoch = ? AND state IN ${anyOf('merge')}`,
  );
  const endAttempt = db.prepare<[string, string | null, number, number, number]>(
    'UPDATE attempts SET outcome = ?, detail = ?, ended_at = ? WHERE feature_id = ? AND epoch = ?',
  );
  return {
    submit: (featureId, epoch, head, record) => {
      if (submit.run(head, now(), featureId, epoch).changes !== 1) return false;
      record({ type: 'feature:submitted', featureId, facts: { epoch, head } });
      return true;
    },
    requeue: (given, record) => {
      const { featureId, epoch, reason, charged } = given;
      const row = requeue.get({ ...given, now: now(), uncharge: charged ? 0 : 1 });
      if (row === undefined) return false;
      endAttempt.run(charged ? 'returned' : 'not-charged', reason, now(), featureId, epoch);
      const retryAt = now() + given.delayMs;
      record(
        row.state === 'blocked'
          ? { type: 'feature:blocked', featureId, facts: { reason } }
          : { type: 'feature:requeued', featureId, facts: { reason, retryAt, charged } },
      );
      return true;
    },
    merge: (featureId, epoch, commit, record) => {
      if (merge.run(commit, now(), featureId, epoch).changes !== 1) return false;
      endAttempt.run('merged', null, now(), featureId, epoch);
      record({ type: 'feature:merged', featureId, facts: { commit, epoch } });
      return true;
    },
  };
}

/** What a person may do with a feature from the keyboard. */
function openPersonsWord(
  db: Db,
  journal: Journal,
  now: () => number,
): Pick<Features, 'block' | 'cancel' | 'retry' | 'setPriority' | 'settleDependencies'> {
  const block = db.prepare<[string, string, number, number]>(
    `UPDATE features SET state = 'blocked', blocked_kind = ?, blocked_reason = ?, updated_at = ?
     WHERE id = ? AND state IN ${anyOf('block')}`,
  );
  const cancel = db.prepare<[number, number]>(
    `UPDATE features SET state = 'cancelled', updated_at = ? WHERE id = ? AND state IN ${anyOf('cancel')}`,
  );
  const retry = db.prepare<[number, number]>(
    `UPDATE features SET state = 'pending', attempts = 0, not_before = 0, blocked_kind = NULL,
       blocked_reason = NULL, updated_at = ? WHERE id = ? AND state IN ('pending','blocked')`,
  );
  const priority = db.prepare<[number, number, number]>(
    'UPDATE features SET priority = ?, updated_at = ? WHERE id = ?',
  );
  const stranded = db.prepare<[], { id: number; on_name: string; on_state: string }>(
    `SELECT f.id, r.name AS on_name, r.state AS on_state FROM features f
     JOIN feature_dependencies d ON d.feature_id = f.id JOIN features r ON r.id = d.depends_on
     WHERE f.state = 'pending' AND r.state IN ('blocked','cancelled') GROUP BY f.id`,
  );
  const released = db.prepare<[number], { id: number }>(
    `UPDATE features SET state = 'pending', blocked_kind = NULL, blocked_reason = NULL, updated_at = ?
     WHERE state = 'blocked' AND blocked_kind = 'dependency' AND NOT EXISTS (
       SELECT 1 FROM feature_dependencies d JOIN features r ON r.id = d.depends_on
       WHERE d.feature_id = features.id AND r.state IN ('blocked','cancelled')) RETURNING id`,
  );
  return {
    block: (featureId, kind, reason) =>
      journal.write((record) => {
        if (block.run(kind, reason, now(), featureId).changes !== 1) return false;
        record({ type: 'feature:blocked', featureId, facts: { reason } });
        return true;
      }),
    cancel: (featureId) =>
      journal.write((record) => {
        if (cancel.run(now(), featureId).changes !== 1) return false;
        record({ type: 'feature:cancelled', featureId, facts: {} });
        return true;
      }),
    retry: (featureId) =>
      journal.write((record) => {
        if (retry.run(now(), featureId).changes !== 1) return false;
        const facts = { reason: 'a person asked for it', retryAt: now(), charged: false };
        record({ type: 'feature:requeued', featureId, facts });
        return true;
      }),
    setPriority: (featureId, value) => priority.run(value, now(), featureId).changes === 1,
    settleDependencies: () =>
      journal.write((record) => {
        const rows = stranded.all();
        for (const row of rows) {
          const reason = `needs "${row.on_name}", which is ${row.on_state}`;
          block.run('dependency', reason, now(), row.id);
          record({ type: 'feature:blocked', featureId: row.id, facts: { reason } });
        }
        const freed = released.all(now());
        for (const row of freed) {
          const facts = { reason: 'what it needs is queued again', retryAt: now(), charged: false };
          record({ type: 'feature:requeued', featureId: row.id, facts });
        }
        return rows.length + freed.length;
      }),
  };
}
