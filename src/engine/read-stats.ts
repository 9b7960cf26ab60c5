import type { Context } from './context.ts';
import type { EngineStats } from './model/stats.ts';

/** Reads what was learned of models and what it cost. Nothing is learned yet and no budget is kept: only money is known. */
export function readStats({ queue }: Pick<Context, 'queue'>): EngineStats {
  return { learned: [], spentUsd: queue.sessions.spentUsd(), priciestUsd: null, budgets: [] };
}
