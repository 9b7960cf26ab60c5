import type { Context } from './context.ts';
import type { BudgetStatus, EngineStats } from './model/stats.ts';
import type { Spending } from './models/open-budgets.ts';

/** Reads what was learned of models, what it cost and what may be spent. */
export function readStats({ models }: Pick<Context, 'models'>): EngineStats {
  const { run, agents, features, total } = models.budgets.report();
  return {
    learned: models.learned(),
    spentUsd: total.spentUsd,
    priciestUsd: total.priciestUsd,
    budgets: [run, ...agents, ...features].flatMap(statusOf),
  };
}

/** What has no limit is no budget. */
function statusOf({ scope, name, limitUsd, spentUsd }: Spending): BudgetStatus[] {
  if (limitUsd === null) return [];
  const subjects = { run: null, feature: `#${name}`, agent: name };
  return [{ scope, subject: subjects[scope], spentUsd: spentUsd ?? 0, limitUsd }];
}
