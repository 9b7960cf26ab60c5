import type { ModelTier } from '../model/preset.ts';
import { allOf, type KnownModel } from './model-facts.ts';

/** How the tiers' costs stand to one another where nothing else is known. */
const usualCosts: Readonly<Record<ModelTier, number>> = { top: 10, middle: 3, small: 1 };

/** So many attempts of its own outweigh what is known of a model elsewhere. */
const elsewhereWeight = 2;

/**
 * What one attempt costs with each model, in the order given: what its attempts at this work cost, what they cost
 * elsewhere, and where it has none, what the list says beside the others. In USD, or in a unit of its own where no cost
 * is known at all. PURE.
 */
export function attemptCosts(models: readonly KnownModel[]): number[] {
  const factor = kindFactor(models);
  const known = models.map((model) => knownCost(model, factor));
  const lists = models.every(({ listUsd }) => listUsd !== null && listUsd > 0)
    ? models.map(({ listUsd }) => listUsd ?? 0)
    : models.map(({ tier }) => usualCosts[tier]);
  const scale = scaleOf(known, lists);
  return models.map((_, at) => known[at] ?? scale * (lists[at] ?? 1));
}

/** How much dearer this kind of work is than the rest, by the models that know both. */
function kindFactor(models: readonly KnownModel[]): number {
  let here = 0;
  let elsewhere = 0;
  for (const { own, others } of models) {
    const [mine, theirs] = [allOf(own), allOf(others)];
    if (mine.costed === 0 || theirs.costed === 0) continue;
    here += mine.costUsd;
    elsewhere += (mine.costed * theirs.costUsd) / theirs.costed;
  }
  return here > 0 && elsewhere > 0 ? here / elsewhere : 1;
}

function knownCost({ own, others }: KnownModel, factor: number): number | null {
  const mine = allOf(own);
  const theirs = allOf(others);
  if (theirs.costed === 0) return mine.costed === 0 ? null : mine.costUsd / mine.costed;
  const expected = (factor * theirs.costUsd) / theirs.costed;
  return (mine.costUsd + elsewhereWeight * expected) / (mine.costed + elsewhereWeight);
}

function scaleOf(known: readonly (number | null)[], lists: readonly number[]): number {
  const ratios = known.flatMap((cost, at) => (cost === null ? [] : [cost / (lists[at] ?? 1)]));
  return ratios.length === 0 ? 1 : ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}
