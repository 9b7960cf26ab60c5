import type { Db } from '../db/index.ts';
import { fixedLimits } from '../model/limits.ts';

/** Files and folders that features touch: declared by people, or recorded from what their attempts changed. */
export interface Paths {
  /** Replaces what a person declared. Within a transaction of the caller. */
  declare(featureId: number, paths: readonly string[]): void;
  /** Adds what an attempt was seen to change. */
  record(featureId: number, paths: readonly string[]): void;
  of(featureId: number): string[];
  /** What the features touch that are being worked on or verified. */
  inWork(): string[];
}

/** Opens the paths of a database. */
export function openPaths(db: Db): Paths {
  const forget = db.prepare<[number]>(
    `DELETE FROM feature_paths WHERE feature_id = ? AND source = 'declared'`,
  );
  const insert = db.prepare<[number, string, string]>(
    'INSERT OR IGNORE INTO feature_paths (feature_id, path, source) VALUES (?, ?, ?)',
  );
  const select = db.prepare<[number], { path: string }>(
    'SELECT DISTINCT path FROM feature_paths WHERE feature_id = ? ORDER BY path',
  );
  const inWork = db.prepare<[], { path: string }>(
    `SELECT DISTINCT p.path FROM features f INDEXED BY features_state JOIN feature_paths p ON p.feature_id = f.id
     WHERE f.state IN ('in_progress','verifying')`,
  );
  const add = (featureId: number, paths: readonly string[], source: 'declared' | 'recorded') => {
    for (const path of paths.slice(0, fixedLimits.pathsPerFeatureMax)) {
      insert.run(featureId, path, source);
    }
  };
  const record = db.transaction((featureId: number, paths: readonly string[]) => {
    add(featureId, paths, 'recorded');
  });
  return {
    declare: (featureId, paths) => {
      forget.run(featureId);
      add(featureId, paths, 'declared');
    },
    record: (featureId, paths) => {
      if (paths.length > 0) record(featureId, paths);
    },
    inWork: () => inWork.all().map(({ path }) => path),
    of: (featureId) => select.all(featureId).map(({ path }) => path),
  };
}
