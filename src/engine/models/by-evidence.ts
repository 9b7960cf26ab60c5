import { modelTiers } from '../model/preset.ts';
import type { KnownModel, ModelFacts } from './model-facts.ts';
import { boundsOf, meanOf, plainBelief, sampleMin } from './posterior.ts';

/** What there is to choose from. */
export interface ChoiceOptions {
  /** The dearest first. */
  readonly allowed: readonly KnownModel[];
  /** What an attempt costs with each of them. */
  readonly costs: readonly number[];
  /** What the preset gives. */
  readonly wanted: KnownModel;
}

/** A model that is chosen because of what it did. */
export interface Found {
  readonly model: KnownModel;
  readonly basis: 'evidence' | 'trial';
  readonly reason: string;
}

/** A model that lands this much more seldom still counts as good as another. */
const shareGiven = 0.05;
/** A cheaper model must save so much of what a landed feature costs. */
const savedMin = 0.1;
/** A model of which even this share is more than can be hoped for fails at the work. */
const failingShare = 0.5;

/**
 * Whether evidence speaks against what the preset gives. PURE. Both sides need the minimum sample, and the doubt is the
 * preset's: a cheaper model wins when it most likely lands as often and costs less for each feature that lands, and a
 * dearer one when the preset's most likely fails at this work.
 */
export function byEvidence({ category }: ModelFacts, options: ChoiceOptions): Found | null {
  const { wanted } = options;
  if (wanted.own.first.of < sampleMin) return null;
  const cheaper = cheaperAsGood(options);
  if (cheaper !== null) {
    const reason = `${said(cheaper, category)}, as good as ${wanted.tier} with ${counts(wanted)} and cheaper for each that lands (n = ${String(cheaper.own.first.of)})`;
    return { model: cheaper, basis: 'evidence', reason };
  }
  const dearer = failsAt(wanted) ? nextAbove(options) : null;
  if (dearer === null) return null;
  const reason = `${said(wanted, category)} (n = ${String(wanted.own.first.of)}): ${dearer.tier} instead`;
  return { model: dearer, basis: 'evidence', reason };
}

function cheaperAsGood({ allowed, costs, wanted }: ChoiceOptions): KnownModel | null {
  const share = meanOf(plainBelief(wanted.own.first));
  const costOf = (model: KnownModel) =>
    (costs[allowed.indexOf(model)] ?? Infinity) / meanOf(plainBelief(model.own.first));
  const limit = (1 - savedMin) * costOf(wanted);
  const isAsGood = (model: KnownModel) =>
    rank(model) > rank(wanted) &&
    model.own.first.of >= sampleMin &&
    boundsOf(plainBelief(model.own.first)).low >= share - shareGiven &&
    costOf(model) <= limit;
  const found = allowed.filter(isAsGood).sort((a, b) => costOf(a) - costOf(b));
  return found[0] ?? null;
}

function failsAt({ own }: KnownModel): boolean {
  return own.first.of >= sampleMin && boundsOf(plainBelief(own.first)).high < failingShare;
}

/** One tier up, unless that one is known to fail there too. */
function nextAbove({ allowed, wanted }: ChoiceOptions): KnownModel | null {
  const above = allowed.findLast((model) => rank(model) < rank(wanted));
  return above === undefined || failsAt(above) ? null : above;
}

function rank({ tier }: KnownModel): number {
  return modelTiers.indexOf(tier);
}

/** What a model did, in words. */
export function said({ tier, own }: KnownModel, category: string): string {
  return `${tier} landed ${counts({ own })} first attempts at ${category}`;
}

function counts({ own }: Pick<KnownModel, 'own'>): string {
  return `${String(own.first.landed)} of ${String(own.first.of)}`;
}
