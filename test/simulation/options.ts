import type { FeatureDraft } from '../../src/engine/model/feature.ts';
import { landingPolicies } from '../../src/engine/model/landing.ts';
import { defaultLimits, type Limits } from '../../src/engine/model/limits.ts';
import type { BudgetLimits } from '../../src/engine/models/budget.ts';
import { Dice } from './dice.ts';
import { faultOf, type Fault } from './faults.ts';

/** What a seed expands to: everything that is not decided while the world turns. */
export interface Options {
  readonly seed: number;
  readonly slots: number;
  readonly landing: (typeof landingPolicies)[number];
  readonly features: readonly FeatureDraft[];
  readonly limits: Limits;
  /** What may be spent; by default there is no limit. */
  readonly budgets?: BudgetLimits;
  readonly delayMsMax: number;
  readonly testMsMax: number;
  readonly faults: readonly Fault[];
  /** After the last of them nothing goes wrong any more. */
  readonly quietAtMs: number;
}

/** Limits in proportion to the real ones, so that a whole run fits into two minutes of the world's time. */
export const simulatedLimits: Limits = {
  ...defaultLimits,
  heartbeatIntervalMs: 4_000,
  leaseDurationMs: 21_000,
  nudgeAfterMs: 3_000,
  stallAfterMs: 5_000,
  sessionDurationMsMax: 12_000,
  killGraceMs: 300,
  checkpointIntervalMs: 2_000,
  mainLookIntervalMs: 2_000,
  attemptsMax: 6,
  retryDelayMs: 300,
  retryDelayMsMax: 2_500,
  crashesMax: 4,
  crashWindowMs: 20_000,
  massDeathWindowMs: 2_500,
  passedOverMax: 3,
};

/** Expands a seed; with `faultsMax` only the first faults happen. */
export function expand(seed: number, faultsMax: number): Options {
  const dice = new Dice(seed, 'options');
  const slots = dice.int(2, 4);
  const count = dice.int(5, 10);
  const names = Array.from({ length: count }, (_, index) => `Feature ${String(index + 1)}`);
  const features = names.map((name, index) => draft(dice, name, names.slice(0, index)));
  const landing = dice.pick(landingPolicies);
  const delayMsMax = dice.pick([5, 40, 300]);
  const testMsMax = dice.pick([200, 900, 2_500]);
  const all = faultsOf(seed);
  const faults = all.slice(0, faultsMax);
  const quietAtMs = (faults.at(-1)?.at ?? 0) + 500;
  return {
    seed,
    slots,
    landing,
    features,
    limits: simulatedLimits,
    delayMsMax,
    testMsMax,
    faults,
    quietAtMs,
  };
}

function draft(dice: Dice, name: string, before: readonly string[]): FeatureDraft {
  return {
    name,
    description: '',
    category: dice.pick(['general', 'docs']),
    priority: dice.int(1, 3),
    dependsOn: before.filter(() => dice.chance(0.25)).slice(0, 2),
    acceptance: '',
    paths: dice.chance(0.3) ? ['shared/list'] : [],
  };
}

/** Crashes and starts are dear for whoever simulates, so their number has a bound. */
const livesMax = 4;

function faultsOf(seed: number): Fault[] {
  const dice = new Dice(seed, 'faults');
  const faults: Fault[] = [];
  const count = dice.int(8, 32);
  let at = 0;
  let lives = 0;
  for (let index = 0; index < count; index += 1) {
    at += dice.int(50, 2_400);
    const fault = faultOf(dice, at, lives < livesMax);
    lives += fault.endsEngine ? 1 : 0;
    faults.push(fault);
  }
  return faults;
}
