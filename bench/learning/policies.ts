import { chooseModel } from '../../src/engine/models/choose-model.ts';
import {
  both,
  noTally,
  type KnownModel,
  type ModelFacts,
  type Tallies,
} from '../../src/engine/models/model-facts.ts';
import type { ModelChoice } from '../../src/engine/models/models.ts';
import { modelTiers, type ModelTier, type PresetName } from '../../src/engine/model/preset.ts';
import { attemptsMax, categories, landingChance, type Category, type World } from './world.ts';

/** What a policy is told before an attempt. */
export interface Asked {
  readonly category: Category;
  readonly rejections: number;
  readonly rejectedTier: ModelTier | null;
  /** A number of this attempt alone, from which chance follows. */
  readonly seed: number;
}

/** What the gate said of an attempt. */
export interface Judged extends Asked {
  readonly tier: ModelTier;
  readonly landed: boolean;
  readonly costUsd: number;
}

/** Who chooses models. */
export interface Policy {
  readonly choose: (asked: Asked) => { readonly tier: ModelTier; readonly choice?: ModelChoice };
  readonly hear?: (judged: Judged) => void;
}

/** Always the small one. */
export function alwaysCheapest(): Policy {
  return { choose: () => ({ tier: 'small' }) };
}

/** Any of them, each as often. */
export function uniform(): Policy {
  return {
    choose: ({ seed }) => ({ tier: modelTiers[seed % modelTiers.length] ?? 'top' }),
  };
}

const nothing: Tallies = { first: noTally, raised: noTally, repeated: noTally };

/** The product's own chooser under a preset. `learns`: it is told what the gate said. */
export function chooser(preset: PresetName, learns: boolean): Policy {
  const known = new Map<string, Tallies>();
  const key = (category: string, tier: ModelTier) => `${category} ${tier}`;
  const modelsAt = (category: Category): KnownModel[] =>
    modelTiers.map((tier) => {
      const rest = categories.filter((other) => other !== category);
      const others = rest.map((other) => known.get(key(other, tier)) ?? nothing);
      return {
        tier,
        model: tier,
        listUsd: null,
        own: known.get(key(category, tier)) ?? nothing,
        others: {
          first: others.map(({ first }) => first).reduce(both, noTally),
          raised: others.map(({ raised }) => raised).reduce(both, noTally),
          repeated: others.map(({ repeated }) => repeated).reduce(both, noTally),
        },
      };
    });
  return {
    choose: ({ category, rejections, rejectedTier, seed }) => {
      const facts: ModelFacts = {
        ...{ preset, category, difficulty: 'normal', tierSet: null },
        ...{ rejections, rejectedTier, seed: preset === 'experimental' ? seed : null },
        models: modelsAt(category),
      };
      const choice = chooseModel(facts);
      return { tier: choice.tier, choice };
    },
    hear: ({ category, tier, rejectedTier, landed, costUsd }) => {
      if (!learns) return;
      const before = known.get(key(category, tier)) ?? nothing;
      const one = { of: 1, landed: landed ? 1 : 0, costUsd, costed: 1 };
      const after = rejectedTier === tier ? 'repeated' : 'raised';
      const part = rejectedTier === null ? 'first' : after;
      known.set(key(category, tier), { ...before, [part]: both(before[part], one) });
    },
  };
}

const hardnesses = Array.from({ length: 400 }, (_, at) => (at + 0.5) / 400);

/**
 * Knows what is hidden of the models, not of the features: for each category the way that lands features at the least cost,
 * of all that begin with some tier and go up with each rejection; without that rule also of those that stay.
 */
export function alwaysBest(world: World, rule: 'with the rule' | 'without it'): Policy {
  const mayStay = rule === 'without it';
  const ways = new Map(categories.map((category) => [category, bestWay(world, category, mayStay)]));
  return {
    choose: ({ category, rejections }) => ({ tier: ways.get(category)?.[rejections] ?? 'top' }),
  };
}

function bestWay(world: World, category: Category, mayStay: boolean): readonly ModelTier[] {
  const begun = modelTiers.flatMap((_, start) => {
    const climb = Array.from(
      { length: attemptsMax },
      (_attempt, at) => modelTiers[Math.max(0, start - at)] ?? 'top',
    );
    return mayStay ? [climb, climb.map(() => modelTiers[start] ?? 'top')] : [climb];
  });
  return begun.reduce((best, way) =>
    costPerLanded(world, category, way) < costPerLanded(world, category, best) ? way : best,
  );
}

/** What a landed feature costs on the average when its attempts are made this way. */
function costPerLanded(world: World, category: Category, way: readonly ModelTier[]): number {
  let cost = 0;
  let landed = 0;
  for (const hardness of hardnesses) {
    let open = 1;
    for (const tier of way) {
      cost += open * world.costUsd[category][tier];
      open *= 1 - landingChance(world.ability[category][tier], hardness);
    }
    landed += 1 - open;
  }
  return cost / landed;
}
