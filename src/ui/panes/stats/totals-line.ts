import { cutMiddle, plain, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { money } from '../../components/format.ts';
import { joinSegments } from '../../components/segments.ts';
import type { Segment } from '../../components/segments.ts';
import type { Glyphs } from '../../glyphs.ts';
import type { BudgetStatus, EngineStats, EngineView } from '../../store/engine-types.ts';

/** The line above the list: how much is merged, what it cost and would have cost, how far budgets are spent. */
export function totalsLine(
  known: { readonly view: EngineView | null; readonly stats: EngineStats | null },
  glyphs: Glyphs,
  width: number,
): Line {
  const { view, stats } = known;
  return joinSegments(
    [...(view === null ? [] : [mergedOf(view)]), ...(stats === null ? [] : moneyOf(stats, glyphs))],
    width,
  );
}

function mergedOf(view: EngineView): Segment {
  const { merged } = view.featureCounts;
  return {
    line: [
      span('merged ', { weight: 'dim' }),
      span(String(merged), merged > 0 ? { token: 'ok' } : {}),
      span(` of ${String(view.features.length)}`, { weight: 'dim' }),
    ],
    rank: 0,
  };
}

function moneyOf(stats: EngineStats, glyphs: Glyphs): Segment[] {
  const budgets = [...stats.budgets].sort((a, b) => scopeOrder(a) - scopeOrder(b));
  return [
    { line: labelled('spent', money(stats.spentUsd)), rank: ranks.spent },
    { line: labelled('priciest model', money(stats.priciestUsd)), rank: ranks.priciest },
    ...budgets.map((budget, at) => ({
      line: budgetOf(budget, glyphs),
      rank: rankOf(budget) + at / budgets.length,
    })),
  ];
}

/** What is spent stands in the budget of the run too, and a budget that is used up needs a person. */
const ranks = { runBudget: 1, usedUp: 2, spent: 3, priciest: 4, budget: 5 } as const;

function rankOf(budget: BudgetStatus): number {
  if (budget.scope === 'run') return ranks.runBudget;
  return isUsedUp(budget) ? ranks.usedUp : ranks.budget;
}

function isUsedUp({ spentUsd, limitUsd }: BudgetStatus): boolean {
  return spentUsd >= limitUsd;
}

/** The run's own first, then whichever is nearest its limit. */
function scopeOrder({ scope, spentUsd, limitUsd }: BudgetStatus): number {
  return scope === 'run' ? -Infinity : -spentUsd / Math.max(limitUsd, 0.01);
}

const subjectColumnsMax = 20;

function budgetOf(budget: BudgetStatus, glyphs: Glyphs): Line {
  const { subject, spentUsd, limitUsd } = budget;
  const name =
    subject === null
      ? 'budget'
      : `budget ${cutMiddle(plain(subject), subjectColumnsMax, glyphs.ellipsis)}`;
  const isSpent = isUsedUp(budget);
  return [
    span(`${name} `, { weight: 'dim' }),
    span(money(spentUsd), isSpent ? { token: 'attention' } : {}),
    span(` of ${money(limitUsd)}`, { weight: 'dim' }),
    ...(isSpent ? [span(' spent', { token: 'attention' })] : []),
  ];
}

function labelled(label: string, value: string): Line {
  return [span(`${label} `, { weight: 'dim' }), span(value)];
}
