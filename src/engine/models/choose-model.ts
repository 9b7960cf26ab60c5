import { modelTiers, presets, tierFor, type ModelTier, type Preset } from '../model/preset.ts';
import { attemptCosts } from './attempt-costs.ts';
import { byEvidence } from './by-evidence.ts';
import { byTrial } from './by-trial.ts';
import type { KnownModel, ModelFacts } from './model-facts.ts';
import type { ModelChoice } from './models.ts';
import { sampleMin } from './posterior.ts';

/**
 * Chooses the model of an attempt. PURE: the same facts give the same choice. What the gate rejected goes one tier up;
 * a person's word for a category comes next; then evidence, if there is enough of it; and else the preset.
 */
export function chooseModel(facts: ModelFacts): ModelChoice {
  const { preset, category, difficulty, tierSet } = facts;
  const wanted = tierSet ?? tierFor(preset, category, difficulty);
  const allowed = allowedModels(facts, wanted);
  if (facts.rejections > 0 && facts.rejectedTier !== null) {
    return escalated(facts, allowed, facts.rejectedTier);
  }
  const given = modelOf(facts, wanted);
  if (tierSet !== null) {
    const reason = `a person gives ${wanted} to ${category}, ${ofKnown(given)}`;
    return { ...named(given), basis: 'person', reason };
  }
  const costs = attemptCosts(allowed);
  const options = { allowed, costs, wanted: given };
  const found = preset === 'experimental' ? byTrial(facts, options) : byEvidence(facts, options);
  if (found !== null) return { ...named(found.model), basis: found.basis, reason: found.reason };
  const kind = difficulty === 'normal' ? category : `${difficulty} work at ${category}`;
  const reason = `preset ${preset} gives ${wanted} to ${kind}, ${ofKnown(given)}`;
  return { ...named(given), basis: 'preset', reason };
}

/** Where evidence stands beside a word that does without. */
function ofKnown({ own }: KnownModel): string {
  const { of, landed } = own.first;
  if (of === 0) return 'n = 0';
  const few = of < sampleMin ? `, too few to go by` : '';
  return `which landed ${String(landed)} of ${String(of)} first attempts there${few} (n = ${String(of)})`;
}

/** The models of the tiers that the preset uses, and of the one that is wanted, the dearest first. */
function allowedModels({ models, preset }: ModelFacts, wanted: ModelTier): KnownModel[] {
  const { tiers }: Preset = presets[preset];
  return models.filter(({ tier }) => tier === wanted || tiers.includes(tier));
}

function modelOf({ models }: ModelFacts, tier: ModelTier): KnownModel {
  const found = models.find((model) => model.tier === tier);
  if (found === undefined) throw new Error(`the facts have no model of tier ${tier}`);
  return found;
}

/** The same model again would most likely fail again, since it is the same work. */
function escalated(
  { rejections, category }: ModelFacts,
  allowed: readonly KnownModel[],
  rejected: ModelTier,
): ModelChoice {
  const isAbove = ({ tier }: KnownModel) => modelTiers.indexOf(tier) < modelTiers.indexOf(rejected);
  const next = allowed.findLast(isAbove) ?? allowed[0];
  if (next === undefined) throw new Error('there is no tier to choose from');
  const times = rejections === 1 ? 'once' : `${String(rejections)} times`;
  const how = next.tier === rejected ? `${next.tier} again` : `${next.tier} after ${rejected}`;
  const { of, landed } = next.own[next.tier === rejected ? 'repeated' : 'raised'];
  const known =
    of === 0
      ? 'n = 0'
      : `which landed ${String(landed)} of ${String(of)} such attempts at ${category} (n = ${String(of)})`;
  return {
    ...named(next),
    basis: 'escalation',
    n: of,
    reason: `the gate rejected it ${times}: ${how}, ${known}`,
  };
}

function named({ tier, model, own }: KnownModel): Pick<ModelChoice, 'tier' | 'model' | 'n'> {
  return { tier, model, n: own.first.of };
}
