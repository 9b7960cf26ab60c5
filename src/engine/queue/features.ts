import type { Db } from '../db/index.ts';
import type { Feature, FeatureState } from '../model/feature.ts';
import { openClaims, type Claims } from './claims.ts';
import { openFeatureChanges, type FeatureChanges } from './feature-changes.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';
import { openPersonsWord, type PersonsWord } from './persons-word.ts';
import { openResults, type Results } from './results.ts';
import { openSettling, type SettleDependencies } from './settle-dependencies.ts';

/** The life of features in the queue. Every method that takes an epoch refuses (false) a result of an older one. */
export interface Features extends Claims, Results, PersonsWord {
  /** In order of id. */
  all(): Feature[];
  inState(state: FeatureState): Feature[];
  find(id: number): Feature | undefined;
  findByName(name: string): Feature | undefined;
  /** Features to which something may still happen by itself. */
  openCount(): number;
  /** Whether there are any: asked at every tick, where counting 100,000 takes 2 ms. */
  hasOpen(): boolean;
  /** Whether something is ready, retries later, or is verified: all that needs no attempt that is under way. */
  hasUnhindered(): boolean;
  countIn(state: FeatureState): number;
  /** Blocked features, those that failed too often apart from the others. */
  blockedCounts(): { failed: number; others: number };
  readonly settleDependencies: SettleDependencies;
  readonly changes: FeatureChanges;
}

/** Opens the life of features over a database. */
export function openFeatures(db: Db, journal: Journal, now: () => number): Features {
  const byId = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const byName = db.prepare<[string], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.name = ?`,
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
  const ofState = db.prepare<[string], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.state = ? ORDER BY f.id`,
  );
  const anyOpen = db.prepare<[], { one: number }>(
    `SELECT 1 AS one FROM features WHERE state IN ('pending','in_progress','verifying') LIMIT 1`,
  );
  const anyUnhindered = db.prepare<[], { one: number }>(
    `SELECT 1 AS one FROM features WHERE (state = 'pending' AND open_needs = 0) OR state = 'verifying' LIMIT 1`,
  );
  const countIn = (state: FeatureState) => inState.get(state)?.count ?? 0;
  return {
    all: openAll(db),
    inState: (state) => ofState.all(state).map(featureOf),
    find: (id) => found(byId.get(id)),
    findByName: (name) => found(byName.get(name)),
    countIn,
    blockedCounts: () => {
      const count = blocked.get()?.count ?? 0;
      return { failed: count, others: countIn('blocked') - count };
    },
    hasOpen: () => anyOpen.get() !== undefined,
    hasUnhindered: () => anyUnhindered.get() !== undefined,
    openCount: () => open.get()?.count ?? 0,
    settleDependencies: openSettling(db, journal, now),
    changes: openFeatureChanges(db),
    ...openClaims(db, journal, now),
    ...openResults(db, now),
    ...openPersonsWord(db, journal, now),
  };
}

/**
 * Reads all features as they are at one moment. In pieces, so that the records of one are gone before the next comes: with
 * 100,000 features a quarter of the time went into keeping them all.
 */
function openAll(db: Db): () => Feature[] {
  const piece = db.prepare<[number, number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id > ? ORDER BY f.id LIMIT ?`,
  );
  return db.transaction(() => {
    const features: Feature[] = [];
    let rows: FeatureRecord[];
    do {
      rows = piece.all(features.at(-1)?.id ?? 0, rowsPerPiece);
      for (const row of rows) features.push(featureOf(row));
    } while (rows.length === rowsPerPiece);
    return features;
  });
}

const rowsPerPiece = 1_000;

function found(row: FeatureRecord | undefined): Feature | undefined {
  return row === undefined ? undefined : featureOf(row);
}
