import type { Db } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import type { Feature, FeatureDraft } from '../model/feature.ts';
import { findCycle } from './dependencies.ts';
import { featureColumns, featureOf, type FeatureRecord } from './feature-row.ts';
import type { Journal } from './journal.ts';

/** Adds features, all of them or none. A name may depend on one that is in the same list. */
export type AddFeatures = (drafts: readonly FeatureDraft[]) => Feature[];

/** Changes what a person wrote about a feature; its state stays. */
export type EditFeature = (id: number, draft: FeatureDraft) => void;

/** The statements by which a person's words come into the queue. */
export function openIntake(
  db: Db,
  journal: Journal,
  now: () => number,
): { add: AddFeatures; edit: EditFeature } {
  const insert = db.prepare<[FeatureDraft & { now: number }]>(
    `INSERT INTO features (name, description, category, priority, acceptance, state, created_at, updated_at)
     VALUES (@name, @description, @category, @priority, @acceptance, 'pending', @now, @now)`,
  );
  const update = db.prepare<[FeatureDraft & { now: number; id: number }]>(
    `UPDATE features SET name = @name, description = @description, category = @category,
       priority = @priority, acceptance = @acceptance, updated_at = @now WHERE id = @id`,
  );
  const select = db.prepare<[number], FeatureRecord>(
    `SELECT ${featureColumns} FROM features f WHERE f.id = ?`,
  );
  const idOfName = db.prepare<[string], { id: number }>('SELECT id FROM features WHERE name = ?');
  const nameOfId = db.prepare<[number], { name: string }>('SELECT name FROM features WHERE id = ?');
  const link = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO feature_dependencies (feature_id, depends_on) VALUES (?, ?)',
  );
  const unlink = db.prepare<[number]>('DELETE FROM feature_dependencies WHERE feature_id = ?');
  const dependencies = db.prepare<[number], { depends_on: number }>(
    'SELECT depends_on FROM feature_dependencies WHERE feature_id = ?',
  );

  const connect = (id: number, draft: FeatureDraft) => {
    for (const name of draft.dependsOn) {
      const target = idOfName.get(name);
      if (target === undefined) throw unknownDependency(draft.name, name);
      link.run(id, target.id);
    }
  };
  const refuseCycle = (id: number) => {
    const cycle = findCycle(id, (node) => dependencies.all(node).map((row) => row.depends_on));
    if (cycle === undefined) return;
    const names = cycle.map((node) => `"${nameOfId.get(node)?.name ?? String(node)}"`);
    throw new AgentTuiError('usage', `the dependencies close a circle: ${names.join(' → ')}`, {
      hint: 'take one of these dependencies out',
    });
  };

  const add: AddFeatures = (drafts) =>
    journal.write((record) => {
      const ids = drafts.map((draft) => {
        if (idOfName.get(draft.name) !== undefined) throw nameTaken(draft.name);
        return Number(insert.run({ ...draft, now: now() }).lastInsertRowid);
      });
      for (const [index, id] of ids.entries()) {
        const draft = drafts[index];
        if (draft === undefined) continue;
        connect(id, draft);
        record({ type: 'feature:added', featureId: id, facts: { name: draft.name } });
      }
      for (const id of ids) refuseCycle(id);
      return ids.map((id) => featureOf(required(select.get(id))));
    });

  const edit: EditFeature = (id, draft) => {
    journal.write((record) => {
      const taken = idOfName.get(draft.name);
      if (taken !== undefined && taken.id !== id) throw nameTaken(draft.name);
      update.run({ ...draft, now: now(), id });
      unlink.run(id);
      connect(id, draft);
      refuseCycle(id);
      record({ type: 'feature:edited', featureId: id, facts: { name: draft.name } });
    });
  };
  return { add, edit };
}

function required(row: FeatureRecord | undefined): FeatureRecord {
  if (row === undefined) throw new Error('a feature that was just added is not there');
  return row;
}

function nameTaken(name: string): AgentTuiError {
  return new AgentTuiError('usage', `there is a feature named "${name}" already`, {
    hint: 'give it another name; agent-tui feature list shows all',
  });
}

function unknownDependency(feature: string, name: string): AgentTuiError {
  return new AgentTuiError('usage', `"${feature}" depends on "${name}", which is not in the queue`, {
    hint: 'add that feature first, or in the same import',
  });
}
