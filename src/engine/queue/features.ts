import type { Db } from '../db/index.ts';
import type { Feature, FeatureState } from '../model/feature.ts';
import { openClaims, type Claims } from './claims.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';
import { openPersonsWord, type PersonsWord } from './persons-word.ts';
import { openResults, type Results } from './results.ts';
import { openSettling, type SettleDependencies } from './settle-dependencies.ts';

/** The life of features in the queue. Every method that takes an epoch refuses (false) a result of an older one. */
export interface Features extends Claims, Results, PersonsWord {
  all(): Feature[];
  find(id: number): Feature | undefined;
  findByName(name: string): Feature | undefined;
  /** Features to which something may still happen by itself. */
  openCount(): number;
  countIn(state: FeatureState): number;
  /** Blocked features, those that failed too often apart from the others. */
  blockedCounts(): { failed: number; others: number };
  readonly settleDependencies: SettleDependencies;
}

/** Opens the life of features over a database. */
export function openFeatures(db: Db, journal: Journal, now: () => number): Features {
  const byId = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const byName = db.prepare<[string], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.name = ?`,
  );
  const every = db.prepare<[], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f ORDER BY f.id`,
  );
  const inState = db.prepare<[string], { count: number }>(
    'SELECT count(*) AS count FROM features WHERE state = ?',
  );
  // Asked at every tick: one statement is a third of the price of three.
  const open = db.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM features WHERE state IN ('pending','in_progress','verifying')`,
  );
  const blocked = db.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM features WHERE state = 'blocked' AND blocked_kind IN ('attempts','breaker','crash-loop')`,
  );
  const countIn = (state: FeatureState) => inState.get(state)?.count ?? 0;
  return {
    all: () => every.all().map(featureOf),
    find: (id) => found(byId.get(id)),
    findByName: (name) => found(byName.get(name)),
    countIn,
    blockedCounts: () => {
      const count = blocked.get()?.count ?? 0;
      return { failed: count, others: countIn('blocked') - count };
    },
    openCount: () => open.get()?.count ?? 0,
    settleDependencies: openSettling(db, journal, now),
    ...openClaims(db, journal, now),
    ...openResults(db, now),
    ...openPersonsWord(db, journal, now),
  };
}

function found(row: FeatureRecord | undefined): Feature | undefined {
  return row === undefined ? undefined : featureOf(row);
}
