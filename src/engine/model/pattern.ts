/** How a piece of work ended. Only the gate says `landed` or `rejected`; a `lesson` is somebody's own words and counts as nothing. */
export const patternOutcomes = ['landed', 'rejected', 'conflicted', 'failed', 'lesson'] as const;

export type PatternOutcome = (typeof patternOutcomes)[number];

/** What is known of one piece of work: one row for each feature, made of what the engine saw, and of lessons. */
export interface Pattern {
  readonly id: number;
  readonly category: string;
  /** The feature's name, or what a lesson is about. */
  readonly feature: string;
  readonly description: string;
  /** How it was done, in an agent's own words; null when no agent said. */
  readonly approach: string | null;
  /** Files that were changed, in git's form. */
  readonly files: readonly string[];
  readonly agent: string | null;
  readonly model: string | null;
  readonly attempts: number;
  readonly outcome: PatternOutcome;
  readonly costUsd: number | null;
  readonly durationMs: number | null;
  /** Names of tests that failed on the way. */
  readonly failingTests: readonly string[];
  /** What agents noted, each as their own words. */
  readonly lessons: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** How many of something came out how: never a share without the number that it is of. */
export interface OutcomeCounts {
  readonly similar: number;
  readonly landed: number;
  readonly firstTry: number;
  readonly byModel: readonly {
    readonly model: string;
    readonly landed: number;
    readonly of: number;
  }[];
}
