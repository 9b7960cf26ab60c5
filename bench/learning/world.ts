import { modelTiers, type ModelTier } from '../../src/engine/model/preset.ts';
import { seededFractions } from '../../src/engine/model/seeded.ts';

/** The kinds of work of the simulated project. */
export const categories = ['auth', 'database', 'api', 'tests', 'docs'] as const;

export type Category = (typeof categories)[number];

/** A feature of the simulated project; its hardness is hidden from everybody. */
export interface SimulatedFeature {
  readonly category: Category;
  /** From 0 to 1. */
  readonly hardness: number;
  /** Chance of each attempt, the same for every policy. */
  readonly luck: readonly number[];
  /** By how much each attempt costs more or less than usual. */
  readonly noise: readonly number[];
}

/** What is hidden: how able a model is at a category, and what an attempt there usually costs with it. */
export interface World {
  readonly ability: Readonly<Record<Category, Readonly<Record<ModelTier, number>>>>;
  readonly costUsd: Readonly<Record<Category, Readonly<Record<ModelTier, number>>>>;
  readonly features: readonly SimulatedFeature[];
}

/** Attempts go on until a feature lands, so that nobody saves by giving up; after so many it has landed all the same. */
export const attemptsMax = 60;
/** How sharply hardness decides: a feature at the edge of an ability lands in half of the attempts. */
const spread = 0.12;
const tierCosts: Readonly<Record<ModelTier, number>> = { top: 1, middle: 0.35, small: 0.1 };

/** Makes a world from a seed: no two models are the same anywhere, and a dearer one is never worse. */
export function makeWorld(seed: number, count: number): World {
  const next = seededFractions(seed);
  const between = (low: number, high: number) => low + (high - low) * next();
  const each = <Value>(make: () => Value) =>
    Object.fromEntries(categories.map((category) => [category, make()])) as Record<Category, Value>;
  const ability = each(() => {
    const top = between(0.85, 1);
    const middle = top - between(0, 0.35);
    return { top, middle, small: middle - between(0, 0.5) };
  });
  const costUsd = each(() => {
    const size = between(0.3, 2);
    const costs = modelTiers.map((tier) => [tier, size * tierCosts[tier] * between(0.8, 1.25)]);
    return Object.fromEntries(costs) as Record<ModelTier, number>;
  });
  const row = (make: () => number) => Array.from({ length: attemptsMax }, make);
  const features = Array.from({ length: count }, () => ({
    category: categories[Math.floor(next() * categories.length)] ?? 'api',
    hardness: next(),
    luck: row(next),
    noise: row(() => between(0.6, 1.4)),
  }));
  return { ability, costUsd, features };
}

/** How likely an attempt lands. */
export function landingChance(ability: number, hardness: number): number {
  return 1 / (1 + Math.exp((hardness - ability) / spread));
}
