import {
  noTally,
  type KnownModel,
  type ModelFacts,
  type Tallies,
  type Tally,
} from '../../src/engine/models/model-facts.ts';
import { modelTiers, type ModelTier } from '../../src/engine/model/preset.ts';

/** `landed` of `of` attempts, each at the same cost. */
export function tally(landed: number, of: number, costEach: number | null = null): Tally {
  return { of, landed, costUsd: (costEach ?? 0) * of, costed: costEach === null ? 0 : of };
}

type Told = Partial<Record<'first' | 'raised' | 'repeated' | 'elsewhere', Tally>>;

/** What is known of each tier's model; of what is not given nothing is. */
export function known(told: Partial<Record<ModelTier, Told>>): KnownModel[] {
  return modelTiers.map((tier) => {
    const { first = noTally, raised = noTally, elsewhere = noTally } = told[tier] ?? {};
    const { repeated = noTally } = told[tier] ?? {};
    const own: Tallies = { first, raised, repeated };
    return {
      ...{ tier, model: `model-${tier}`, listUsd: null, own },
      others: { first: elsewhere, raised: noTally, repeated: noTally },
    };
  });
}

/** Facts of a first attempt at docs under a preset; what is given is different. */
export function facts(given: Partial<ModelFacts> = {}): ModelFacts {
  return {
    ...{ preset: 'balanced', category: 'docs', difficulty: 'normal', tierSet: null },
    ...{ rejections: 0, rejectedTier: null, models: known({}), seed: null },
    ...given,
  };
}
