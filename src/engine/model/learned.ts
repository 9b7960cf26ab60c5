import type { ModelTier } from './preset.ts';

/** What is known of one model in one category; `landed` of `of` attempts that the gate judged. */
export interface LearnedRow {
  readonly category: string;
  readonly agent: string;
  readonly model: string;
  readonly tier: ModelTier;
  readonly of: number;
  readonly landed: number;
  readonly costUsd: number | null;
  /** What the same would have cost with the priciest model of that agent. */
  readonly priciestUsd: number | null;
  readonly meanAttempts: number | null;
}
