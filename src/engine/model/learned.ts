import type { ModelTier } from './preset.ts';

/** What is known of one model in one category; `landed` of `of` attempts that the gate judged. */
export interface LearnedRow {
  readonly category: string;
  readonly agent: string;
  /** Null where nobody has said what the tier is called there. */
  readonly model: string | null;
  readonly tier: ModelTier;
  readonly of: number;
  readonly landed: number;
  readonly costUsd: number | null;
  /** What the same would have cost with the priciest model of that agent; null where that is not known of any of them. */
  readonly priciestUsd: number | null;
  /** How many judged attempts a feature took that this model landed. */
  readonly meanAttempts: number | null;
}
