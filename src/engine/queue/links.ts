import type { Db } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import type { FeatureDraft } from '../model/feature.ts';
import { findCycle } from './dependencies.ts';

/** The links between features and those that must be merged first, each call within a transaction of its caller. */
export interface Links {
  idOf(name: string): number | undefined;
  /** Links a feature to what its draft names, and to nothing else. */
  connect(id: number, draft: FeatureDraft): void;
  refuseCycle(ids: readonly number[]): void;
}

/** Opens the links of a database. */
export function openLinks(db: Db): Links {
  const idOfName = db.prepare<[string], { id: number }>('SELECT id FROM features WHERE name = ?');
  const nameOfId = db.prepare<[number], { name: string }>('SELECT name FROM features WHERE id = ?');
  const link = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO feature_dependencies (feature_id, depends_on) VALUES (?, ?)',
  );
  const unlink = db.prepare<[number]>('DELETE FROM feature_dependencies WHERE feature_id = ?');
  const dependencies = db.prepare<[number], { depends_on: number }>(
    'SELECT depends_on FROM feature_dependencies WHERE feature_id = ?',
  );
  return {
    idOf: (name) => idOfName.get(name)?.id,
    connect: (id, draft) => {
      unlink.run(id);
      for (const name of draft.dependsOn) {
        const target = idOfName.get(name);
        if (target === undefined) throw unknownDependency(draft.name, name);
        link.run(id, target.id);
      }
    },
    refuseCycle: (ids) => {
      const cycle = findCycle(ids, (id) => dependencies.all(id).map((row) => row.depends_on));
      if (cycle === undefined) return;
      const names = cycle.map((id) => `"${nameOfId.get(id)?.name ?? String(id)}"`);
      throw new AgentTuiError('usage', `the dependencies close a circle: ${names.join(' → ')}`, {
        hint: 'take one of these dependencies out',
      });
    },
  };
}

function unknownDependency(feature: string, name: string): AgentTuiError {
  return new AgentTuiError(
    'usage',
    `"${feature}" depends on "${name}", which is not in the queue`,
    {
      hint: 'add that feature first, or in the same import',
    },
  );
}
