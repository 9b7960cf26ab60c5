import type { LearnedRow } from './learned.ts';

/** A limit on money, and how much of it is spent. */
export interface BudgetStatus {
  readonly scope: 'run' | 'feature' | 'agent';
  /** The feature as people write it (`#7`), or the agent's name; null for the whole run. */
  readonly subject: string | null;
  readonly spentUsd: number;
  readonly limitUsd: number;
}

/** What was learned of models and what it cost, read when somebody asks for it. */
export interface EngineStats {
  readonly learned: readonly LearnedRow[];
  /** Money spent as far as agents tell it; null when none told. */
  readonly spentUsd: number | null;
  /** What the same would have cost with the priciest models; null when that is not known. */
  readonly priciestUsd: number | null;
  readonly budgets: readonly BudgetStatus[];
}
