/** How a piece of work ended. Only the gate says `landed` or `rejected`; a `lesson` is somebody's own words and counts as nothing. */
export const patternOutcomes = ['landed', 'rejected', 'conflicted', 'failed', 'lesson'] as const;

export type PatternOutcome = (typeof patternOutcomes)[number];

/** Who says how it ended: a gate (or the engine, of an attempt that did not come as far), or nothing but somebody's words. */
export const patternOrigins = ['gate', 'words'] as const;

export type PatternOrigin = (typeof patternOrigins)[number];

/** One attempt that ended, as the engine saw it. */
export interface PatternTry {
  readonly outcome: Exclude<PatternOutcome, 'lesson'>;
  readonly agent: string | null;
  readonly model: string | null;
}

/** What is known of one piece of work: one row for each feature, made of what the engine saw, and of lessons. */
export interface Pattern {
  readonly id: number;
  /** The feature of this project; null for what was imported. */
  readonly featureId: number | null;
  /** Where it was imported from: another project's name, else the file's; null for this project's own. */
  readonly importedFrom: string | null;
  /** What is said by `words` never counts as success, whatever its outcome is. */
  readonly origin: PatternOrigin;
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
  /** Its attempts, oldest first, as far as they were seen. */
  readonly tries: readonly PatternTry[];
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
  /** Similar pieces of work that were judged. */
  readonly similar: number;
  readonly landed: number;
  readonly firstTry: number;
  /** How many of the similar ones another project's gate judged. */
  readonly imported: number;
  /** Attempts by model: `of` landed, were rejected or failed; a clash with main is no model's fault. */
  readonly byModel: readonly {
    readonly model: string;
    readonly landed: number;
    readonly of: number;
  }[];
}

/** Whether a gate, or the engine, says how it ended: only then does it count. */
export function isJudged({ origin, outcome }: Pick<Pattern, 'origin' | 'outcome'>): boolean {
  return origin === 'gate' && outcome !== 'lesson';
}

/** Counts how similar pieces of work came out; what was not judged is left out. */
export function countOutcomes(patterns: readonly Pattern[]): OutcomeCounts {
  const judged = patterns.filter(isJudged);
  const landed = judged.filter(({ outcome }) => outcome === 'landed');
  return {
    similar: judged.length,
    landed: landed.length,
    firstTry: landed.filter(({ attempts }) => attempts === 1).length,
    imported: judged.filter(({ importedFrom }) => importedFrom !== null).length,
    byModel: countModels(judged),
  };
}

function countModels(judged: readonly Pattern[]): OutcomeCounts['byModel'] {
  const counts = new Map<string, { landed: number; of: number }>();
  for (const { model, outcome } of judged.flatMap(({ tries }) => tries)) {
    if (model === null || outcome === 'conflicted') continue;
    const count = counts.get(model) ?? { landed: 0, of: 0 };
    count.of += 1;
    if (outcome === 'landed') count.landed += 1;
    counts.set(model, count);
  }
  return [...counts]
    .map(([model, count]) => ({ model, ...count }))
    .toSorted((a, b) => b.of - a.of || a.model.localeCompare(b.model));
}
