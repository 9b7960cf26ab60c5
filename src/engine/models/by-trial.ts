import { seededFractions } from '../model/seeded.ts';
import { said, type ChoiceOptions, type Found } from './by-evidence.ts';
import { drawBeta } from './chance.ts';
import type { KnownModel, ModelFacts } from './model-facts.ts';
import { firstBelief, laterBelief, meanOf, trialSampleMin, type Belief } from './posterior.ts';

/**
 * Draws are made as if so many times as much was known: what tiers cost differs more than what is left in doubt, so that
 * less curiosity is enough. Measured after 300 features (bench:learning): 3 % over the best instead of 4 %.
 */
const sureness = 2;

/**
 * Thompson sampling by cost. PURE. For each model a share is drawn from what is believed of it, and the model is taken with
 * which the work is then expected to land at the least cost, the attempts after a rejection included. So a model is tried
 * out the oftener the more likely it is the best, and seldom once that is unlikely. Without a seed nothing is drawn, and
 * nothing is tried out.
 */
export function byTrial(facts: ModelFacts, options: ChoiceOptions): Found | null {
  const { seed, category } = facts;
  const { allowed, wanted } = options;
  const next = seed === null ? null : seededFractions(seed);
  const shareOf = (belief: Belief) =>
    next === null
      ? meanOf(belief)
      : drawBeta(sureness * belief.landed, sureness * belief.failed, next);
  const later = costsAfterRejection(options);
  const expected = allowed.map((model, at) => {
    const failed = 1 - shareOf(firstBelief(model));
    return (options.costs[at] ?? Infinity) + failed * (later[at] ?? Infinity);
  });
  const isKnown = (model: KnownModel) => model.own.first.of >= trialSampleMin;
  const order = allowed
    .map((model, at) => ({ model, costUsd: expected[at] ?? Infinity }))
    .filter(({ model }) => seed !== null || isKnown(model) || model === wanted)
    .sort((a, b) => a.costUsd - b.costUsd);
  const best = order[0]?.model;
  if (best === undefined) return null;
  const n = String(best.own.first.of);
  if (isKnown(best)) {
    const reason = `${said(best, category)} and costs least for each that lands (n = ${n})`;
    return { model: best, basis: 'evidence', reason };
  }
  if (best === wanted) return null;
  const reason = `${best.tier} is tried out at ${category}: ${n} of ${String(trialSampleMin)} first attempts that are needed to go by (n = ${n})`;
  return { model: best, basis: 'trial', reason };
}

/** What it costs, once each model was rejected, until the work lands: each rejection goes one tier up, the top stays. */
function costsAfterRejection({ allowed, costs }: ChoiceOptions): number[] {
  const later: number[] = [];
  for (const [at, model] of allowed.entries()) {
    const above = allowed[at - 1];
    const costAbove = costs[at - 1] ?? Infinity;
    const share = meanOf(laterBelief(above ?? model, above === undefined ? 'repeated' : 'raised'));
    later.push(
      above === undefined
        ? (costs[at] ?? Infinity) / share
        : costAbove + (1 - share) * (later[at - 1] ?? Infinity),
    );
  }
  return later;
}
