import type { Db } from '../db/index.ts';
import type { FeatureState } from '../model/feature.ts';

/** What the rows say of one feature. */
export interface KnownFeature {
  readonly id: number;
  readonly state: FeatureState;
  readonly epoch: number;
  readonly mergedAs: string | null;
  readonly lastAgent: string | null;
}

/** A feature that its row calls merged. */
export interface KnownMerge {
  readonly id: number;
  readonly commit: string;
  readonly epoch: number;
}

/** What the rows know of what gate.git knows too. */
export interface KnownRows {
  /** The newest main that a landing of these rows made. */
  newestLanding(): string | undefined;
  /** The commit of each checkpoint by `feature/epoch/number`. */
  checkpoints(): Map<string, string>;
  /** Every candidate as `feature/epoch`. */
  candidates(): Set<string>;
  candidateIds(): Set<number>;
  features(ids: readonly number[]): Map<number, KnownFeature>;
  /** Merged features whose commit no finished landing made. */
  mergesWithoutLanding(): KnownMerge[];
  merges(): KnownMerge[];
  /** Whether an attempt has begun and not ended; undefined when nothing is known of it. */
  attemptIsOpen(featureId: number, epoch: number): boolean | undefined;
}

const mergeColumns = 'f.id, f.merged_as AS "commit", f.epoch';

/** Opens what the rows of a database know. */
export function openKnownRows(db: Db): KnownRows {
  const newest = db.prepare<[], { commit: string }>(
    `SELECT new_main AS "commit" FROM landings WHERE state = 'done' ORDER BY id DESC LIMIT 1`,
  );
  const checkpoints = db.prepare<[], { key: string; commit: string }>(
    `SELECT feature_id || '/' || epoch || '/' || number AS key, commit_id AS "commit" FROM checkpoints`,
  );
  const candidates = db.prepare<[], { id: number; key: string }>(
    `SELECT id, feature_id || '/' || epoch AS key FROM candidates`,
  );
  const features = db.prepare<[string], KnownFeature>(
    `SELECT id, state, epoch, merged_as AS mergedAs, last_agent AS lastAgent FROM features
     WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const unbacked = db.prepare<[], KnownMerge>(
    `SELECT ${mergeColumns} FROM features f LEFT JOIN landings l ON l.new_main = f.merged_as AND l.state = 'done'
     WHERE f.state = 'merged' AND l.id IS NULL`,
  );
  const merged = db.prepare<[], KnownMerge>(
    `SELECT ${mergeColumns} FROM features f WHERE f.state = 'merged'`,
  );
  const attempt = db.prepare<[number, number], { isOpen: number }>(
    'SELECT ended_at IS NULL AS isOpen FROM attempts WHERE feature_id = ? AND epoch = ?',
  );
  return {
    newestLanding: () => newest.get()?.commit,
    checkpoints: () => new Map(checkpoints.all().map(({ key, commit }) => [key, commit])),
    candidates: () => new Set(candidates.all().map(({ key }) => key)),
    candidateIds: () => new Set(candidates.all().map(({ id }) => id)),
    features: (ids) =>
      new Map(features.all(JSON.stringify(ids)).map((feature) => [feature.id, feature])),
    mergesWithoutLanding: () => unbacked.all(),
    merges: () => merged.all(),
    attemptIsOpen: (featureId, epoch) => {
      const row = attempt.get(featureId, epoch);
      return row === undefined ? undefined : row.isOpen === 1;
    },
  };
}
