import type { ModelTier } from '../model/preset.ts';
import type { KnownModel, Tallies, Tally } from './model-facts.ts';

/** So many judged attempts at a kind of work are needed before a preset is left because of them. */
export const sampleMin = 8;
/** The same for a model that is being tried out. */
export const trialSampleMin = 5;

/** What is believed of a share: so many successes and failures, real and presumed. */
export interface Belief {
  readonly landed: number;
  readonly failed: number;
}

/** How often a tier is presumed to land before anything is known, at first and after a rejection. */
const presumed: Readonly<Record<ModelTier, Readonly<Record<keyof Tallies, number>>>> = {
  top: { first: 0.85, raised: 0.7, repeated: 0.5 },
  middle: { first: 0.7, raised: 0.5, repeated: 0.35 },
  small: { first: 0.55, raised: 0.3, repeated: 0.2 },
};

const presumedWeight = 2;
/** What a model did at other work counts for at most so many attempts at this. */
const elsewhereWeightMax = 4;

/** The expected share. */
export function meanOf({ landed, failed }: Belief): number {
  return landed / (landed + failed);
}

/** The share below, and above, which it is believed to be with one chance in ten. */
export function boundsOf(belief: Belief): { readonly low: number; readonly high: number } {
  const mean = meanOf(belief);
  const deviation = Math.sqrt((mean * (1 - mean)) / (belief.landed + belief.failed + 1));
  return { low: mean - tenth * deviation, high: mean + tenth * deviation };
}

/** So many standard deviations leave a tenth outside. */
const tenth = 1.2816;

/** What the attempts alone say, on top of knowing nothing. */
export function plainBelief({ of, landed }: Tally): Belief {
  return { landed: 1 + landed, failed: 1 + of - landed };
}

/**
 * What is believed of a model's first attempts at a kind of work. Too few of its own count against it and never for it: a
 * lucky one must not make it win.
 */
export function firstBelief({ tier, own, others }: KnownModel): Belief {
  const before = presume(presumed[tier].first, others.first);
  const after = add(before, own.first, own.first.of);
  const isEnough = own.first.of >= trialSampleMin;
  return isEnough || meanOf(after) < meanOf(before) ? after : before;
}

/** The same of attempts after a rejection. */
export function laterBelief(
  { tier, own, others }: KnownModel,
  after: 'raised' | 'repeated',
): Belief {
  return add(presume(presumed[tier][after], others[after]), own[after], own[after].of);
}

function presume(share: number, elsewhere: Tally): Belief {
  const none = { landed: presumedWeight * share, failed: presumedWeight * (1 - share) };
  return add(none, elsewhere, Math.min(elsewhere.of, elsewhereWeightMax));
}

function add(belief: Belief, { of, landed }: Tally, weight: number): Belief {
  if (of === 0) return belief;
  const share = landed / of;
  return {
    landed: belief.landed + weight * share,
    failed: belief.failed + weight * (1 - share),
  };
}
