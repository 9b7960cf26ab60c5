import type { Db } from '../db/index.ts';
import type { Difficulty, FeatureDraft } from '../model/feature.ts';

/** The columns of a feature that a person wrote, each call within a transaction of its caller. */
export interface Drafts {
  /** Adds a pending feature and answers with its number; null lets the database choose it. */
  insert(draft: FeatureDraft, id: number | null): number;
  /** False when there is no such feature. */
  update(draft: FeatureDraft, id: number): boolean;
}

type DraftColumns = Omit<FeatureDraft, 'dependsOn' | 'paths' | 'difficulty'> & {
  readonly difficulty: Difficulty | null;
};

/** Opens the drafts of a database. */
export function openDrafts(db: Db, now: () => number): Drafts {
  const insert = db.prepare<[DraftColumns & { now: number; id: number | null }]>(
    `INSERT INTO features (id, name, description, category, difficulty, priority, acceptance, state, created_at, updated_at)
     VALUES (@id, @name, @description, @category, coalesce(@difficulty, 'normal'), @priority, @acceptance, 'pending',
       @now, @now)`,
  );
  const update = db.prepare<[DraftColumns & { now: number; id: number }]>(
    `UPDATE features SET name = @name, description = @description, category = @category,
       difficulty = coalesce(@difficulty, difficulty), priority = @priority, acceptance = @acceptance, updated_at = @now WHERE id = @id`,
  );
  return {
    insert: (draft, id) =>
      Number(insert.run({ ...columnsOf(draft), now: now(), id }).lastInsertRowid),
    update: (draft, id) => update.run({ ...columnsOf(draft), now: now(), id }).changes === 1,
  };
}

function columnsOf(draft: FeatureDraft): DraftColumns {
  const { name, description, category, priority, acceptance, difficulty = null } = draft;
  return { name, description, category, priority, acceptance, difficulty };
}
