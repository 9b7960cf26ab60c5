import type { Db } from '../db/index.ts';
import type { ReadyFeature } from '../model/ready-feature.ts';

/** What could be begun now. */
export interface Ready {
  hasReady(): boolean;
  /** The first ready features by priority and number, with those that came back to this agent, at most `limit` of each. */
  ready(agent: string, limit: number): ReadyFeature[];
}

const isReady = `f.state = 'pending' AND f.open_needs = 0 AND f.not_before <= @now`;
const readyColumns = `f.id, f.priority, f.last_agent AS lastAgent, f.passed_over AS passedOver, f.epoch, (
  SELECT coalesce(json_group_array(DISTINCT p.path), '[]') FROM feature_paths p WHERE p.feature_id = f.id) AS paths`;

type ReadyRow = Omit<ReadyFeature, 'paths'> & { readonly paths: string };

/** Opens what is ready in a database. */
export function openReady(db: Db, now: () => number): Ready {
  const anyReady = db.prepare<[{ now: number }], { one: number }>(
    `SELECT 1 AS one FROM features f INDEXED BY features_ready WHERE ${isReady} LIMIT 1`,
  );
  const first = db.prepare<[{ now: number; limit: number }], ReadyRow>(
    `SELECT ${readyColumns} FROM features f INDEXED BY features_ready WHERE ${isReady}
     ORDER BY f.priority, f.id LIMIT @limit`,
  );
  const returned = db.prepare<[{ now: number; limit: number; agent: string }], ReadyRow>(
    `SELECT ${readyColumns} FROM features f INDEXED BY features_returned WHERE f.last_agent = @agent AND ${isReady}
     ORDER BY f.priority, f.id LIMIT @limit`,
  );
  return {
    hasReady: () => anyReady.get({ now: now() }) !== undefined,
    ready: (agent, limit) => {
      const at = now();
      const rows = [
        ...returned.all({ now: at, limit, agent }),
        ...first.all({ now: at, limit }),
      ].map((row) => [row.id, { ...row, paths: JSON.parse(row.paths) as string[] }] as const);
      return [...new Map(rows).values()].sort((a, b) => a.priority - b.priority || a.id - b.id);
    },
  };
}
