import type { Difficulty } from '../model/feature.ts';
import type { ModelTier, PresetName } from '../model/preset.ts';

/** How attempts went that the gate judged. */
export interface Tally {
  readonly of: number;
  readonly landed: number;
  /** What those cost whose cost is known, and how many these are. */
  readonly costUsd: number;
  readonly costed: number;
}

/**
 * First attempts apart from those after a rejection: what comes back is the harder work, and says little of the first. It is
 * harder still for the model that was rejected itself.
 */
export interface Tallies {
  readonly first: Tally;
  /** After another model was rejected. */
  readonly raised: Tally;
  /** After the same one was. */
  readonly repeated: Tally;
}

/** What is known of one model of the agent. */
export interface KnownModel {
  readonly tier: ModelTier;
  readonly model: string | null;
  /** By the list, in USD for a million tokens in and a tenth of that out; null when it has no price. */
  readonly listUsd: number | null;
  /** At this kind of work: the same category and difficulty. */
  readonly own: Tallies;
  /** At all other work. */
  readonly others: Tallies;
}

/** Everything that a choice of model is made from; kept with it, so that it can be made again. */
export interface ModelFacts {
  readonly preset: PresetName;
  readonly category: string;
  readonly difficulty: Difficulty;
  /** The tier that a person has set for the category; null: the preset's. */
  readonly tierSet: ModelTier | null;
  /** How often the gate has rejected the feature, and the tier that it rejected last. */
  readonly rejections: number;
  readonly rejectedTier: ModelTier | null;
  /** One for each tier, the dearest first. */
  readonly models: readonly KnownModel[];
  /** What chance follows from; null: nothing is left to chance. */
  readonly seed: number | null;
}

/** Nothing is known. */
export const noTally: Tally = { of: 0, landed: 0, costUsd: 0, costed: 0 };

/** All attempts, whatever came before them. */
export function allOf({ first, raised, repeated }: Tallies): Tally {
  return both(first, both(raised, repeated));
}

/** Two tallies together. */
export function both(a: Tally, b: Tally): Tally {
  return {
    of: a.of + b.of,
    landed: a.landed + b.landed,
    costUsd: a.costUsd + b.costUsd,
    costed: a.costed + b.costed,
  };
}
