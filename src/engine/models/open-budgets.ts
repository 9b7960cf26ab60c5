import type { Db } from '../db/index.ts';
import {
  isUsedUp,
  limitOf,
  type Budget,
  type BudgetKey,
  type BudgetLimits,
  type SetBudget,
} from './budget.ts';

/** What a running session has spent: its row may be a moment behind, or on a full disk for longer. */
export interface LiveSpending {
  readonly id: string;
  readonly featureId: number;
  readonly agent: string;
  readonly costUsd: number;
  /** What it had cost before this run took it over. */
  readonly beforeUsd: number;
}

/** Money spent, and what the same would have cost with the priciest model; null where no price is known. */
export interface Spending extends BudgetKey {
  readonly spentUsd: number | null;
  readonly limitUsd: number | null;
  readonly priciestUsd: number | null;
  readonly savedUsd: number | null;
  /** Sessions that used tokens of which nobody knows what they cost. */
  readonly unpricedSessions: number;
}

/** What may be spent and what was. */
export interface Budgets {
  /** Whether there is any limit at all. */
  hasAny(): boolean;
  set(budget: SetBudget): void;
  /** False when none was set. */
  clear(key: BudgetKey): boolean;
  /** The first of these that is used up. */
  usedUp(keys: readonly BudgetKey[], live: readonly LiveSpending[]): Budget | null;
  /** What the newest run, its slots and the dearest features have spent, and all that was ever spent. */
  report(): BudgetReport;
}

/** Everything about money, as `agent-tui budget` shows it. */
export interface BudgetReport {
  readonly run: Spending;
  readonly agents: readonly Spending[];
  /** Those that cost something or have a limit, the dearest first. */
  readonly features: readonly Spending[];
  readonly total: Omit<Spending, 'scope' | 'name' | 'limitUsd'>;
}

const featuresShownMax = 100;

/** Opens the budgets of a database; `limits` are those of the configuration. */
export function openBudgets(db: Db, now: () => number, limits: BudgetLimits): Budgets {
  const all = db.prepare<[], SetBudget>(
    'SELECT scope, name, limit_usd AS limitUsd FROM budgets ORDER BY scope, name',
  );
  const insert = db.prepare<[SetBudget & { now: number }]>(
    'INSERT OR REPLACE INTO budgets (scope, name, limit_usd, set_at) VALUES (@scope, @name, @limitUsd, @now)',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM budgets WHERE scope = ? AND name = ?');
  const spent = openSpent(db);
  const isConfigured = Object.values(limits).some((limit) => limit !== undefined);
  return {
    hasAny: () => isConfigured || all.all().length > 0,
    set: ({ scope, name, limitUsd }) => void insert.run({ scope, name, limitUsd, now: now() }),
    clear: ({ scope, name }) => remove.run(scope, name).changes === 1,
    usedUp: (keys, live) => {
      const set = all.all();
      for (const key of keys) {
        const limitUsd = limitOf(key, set, limits);
        if (limitUsd === null) continue;
        const budget = { ...key, limitUsd, spentUsd: spent(key, live) };
        if (isUsedUp(budget)) return budget;
      }
      return null;
    },
    report: openReport(
      db,
      (key) => limitOf(key, all.all(), limits),
      () => all.all(),
    ),
  };
}

const newestRun = '(SELECT max(id) FROM runs)';
const notLive = 'id NOT IN (SELECT value FROM json_each(?))';

/** What was spent of a budget: by sessions that have ended from their rows, by those that run from themselves. */
function openSpent(db: Db): (key: BudgetKey, live: readonly LiveSpending[]) => number {
  const ofRun = db.prepare<[string], { sum: number | null }>(
    `SELECT sum(cost_usd - before_usd) AS sum FROM sessions WHERE run_id = ${newestRun} AND ${notLive}`,
  );
  const ofAgent = db.prepare<[string, string], { sum: number | null }>(
    `SELECT sum(cost_usd - before_usd) AS sum FROM sessions WHERE run_id = ${newestRun} AND agent = ? AND ${notLive}`,
  );
  const ofFeature = db.prepare<[string, string], { sum: number | null }>(
    `SELECT sum(cost_usd) AS sum FROM sessions WHERE feature_id = ? AND ${notLive}`,
  );
  return ({ scope, name }, live) => {
    const ids = JSON.stringify(live.map(({ id }) => id));
    const add = (some: readonly LiveSpending[], rows: { sum: number | null } | undefined) =>
      some.reduce(
        (sum, { costUsd, beforeUsd }) => sum + costUsd - (scope === 'feature' ? 0 : beforeUsd),
        rows?.sum ?? 0,
      );
    switch (scope) {
      case 'run':
        return add(live, ofRun.get(ids));
      case 'agent':
        return add(
          live.filter(({ agent }) => agent === name),
          ofAgent.get(name, ids),
        );
      case 'feature':
        return add(
          live.filter(({ featureId }) => String(featureId) === name),
          ofFeature.get(name, ids),
        );
    }
  };
}

interface SumRow extends Pick<Spending, 'name' | 'spentUsd' | 'savedUsd'> {
  /** Null of no session at all. */
  readonly unpricedSessions: number | null;
}

/** Of a session that an earlier run began only the share of this run counts. */
const inRun = `sum(cost_usd - before_usd) AS spentUsd,
  sum(CASE WHEN cost_usd > 0 THEN (priciest_usd - cost_usd) * (cost_usd - before_usd) / cost_usd END) AS savedUsd,
  sum(tokens > 0 AND cost_usd IS NULL) AS unpricedSessions`;
const atAll = `sum(cost_usd) AS spentUsd,
  sum(CASE WHEN cost_usd > 0 THEN priciest_usd - cost_usd END) AS savedUsd,
  sum(tokens > 0 AND cost_usd IS NULL) AS unpricedSessions`;

function openReport(
  db: Db,
  limitFor: (key: BudgetKey) => number | null,
  set: () => readonly SetBudget[],
): Budgets['report'] {
  const ofRun = db.prepare<[], SumRow>(
    `SELECT '' AS name, ${inRun} FROM sessions WHERE run_id = ${newestRun}`,
  );
  const ofAgents = db.prepare<[], SumRow>(
    `SELECT agent AS name, ${inRun} FROM sessions WHERE run_id = ${newestRun} GROUP BY agent ORDER BY length(agent), agent`,
  );
  const ofFeatures = db.prepare<[string, number], SumRow>(
    `SELECT CAST(feature_id AS TEXT) AS name, ${atAll} FROM sessions GROUP BY feature_id
     HAVING sum(cost_usd) > 0 OR CAST(feature_id AS TEXT) IN (SELECT value FROM json_each(?))
     ORDER BY spentUsd DESC, feature_id LIMIT ?`,
  );
  const inAll = db.prepare<[], SumRow>(`SELECT '' AS name, ${atAll} FROM sessions`);
  const withLimit = (scope: BudgetKey['scope'], rows: readonly SumRow[]): Spending[] => {
    const named = set().filter((budget) => budget.scope === scope);
    const silent = named.filter(({ name }) => rows.every((row) => row.name !== name));
    return [...rows, ...silent.map(({ name }) => ({ ...nothing, name }))].map((row) => {
      const key = { scope, name: row.name };
      return { ...key, ...sumsOf(row), limitUsd: limitFor(key) };
    });
  };
  return () => {
    const limited = set().flatMap(({ scope, name }) => (scope === 'feature' ? [name] : []));
    const features = ofFeatures.all(JSON.stringify(limited), featuresShownMax);
    const run = { scope: 'run', name: '' } as const;
    return {
      run: { ...run, ...sumsOf(ofRun.get() ?? nothing), limitUsd: limitFor(run) },
      agents: withLimit('agent', ofAgents.all()),
      features: withLimit('feature', features),
      total: sumsOf(inAll.get() ?? nothing),
    };
  };
}

const nothing: SumRow = { name: '', spentUsd: null, savedUsd: null, unpricedSessions: 0 };

/** What has no priciest price counts with what it cost. */
function sumsOf({ spentUsd, savedUsd, unpricedSessions }: SumRow): BudgetReport['total'] {
  const priciestUsd = savedUsd === null ? null : (spentUsd ?? 0) + savedUsd;
  return { spentUsd, savedUsd, priciestUsd, unpricedSessions: unpricedSessions ?? 0 };
}
