import { effectNames } from '../../src/engine/model/effects.ts';
import type { Dice } from './dice.ts';

/** Everything that may be done to a run, with how often. Those that end an engine stand apart. */
const calmKinds = {
  'effect-fails': 10,
  'disk-full': 4,
  'engine-sleeps': 4,
  'clock-steps': 4,
  'broker-lost': 2,
  'broker-fails': 4,
  'beats-lost': 2,
  'agent-killed': 8,
  'gate-breaks': 4,
  'provider-down': 2,
  'pause-all': 2,
  'resume-all': 6,
  'pause-agent': 5,
  'resume-agent': 8,
  'kill-agent': 5,
  'discard-work': 3,
  checkpoint: 3,
  rollback: 4,
  'undo-rollback': 3,
  message: 2,
  'add-features': 4,
  'edit-feature': 2,
  block: 4,
  'block-and-retry': 4,
  'claimed-elsewhere': 3,
  cancel: 2,
  retry: 8,
  priority: 3,
  'main-commit': 6,
  'main-red': 2,
  'main-rewrite': 2,
  'main-back': 2,
  'main-healed': 5,
  'main-gate': 1,
  'checkout-changes': 4,
  land: 4,
} as const;

const endingKinds = {
  'engine-killed': 8,
  'engine-killed-at': 16,
  'stop-checkpoint': 4,
  'stop-leave': 5,
  reboot: 3,
} as const;

export type FaultKind = keyof typeof calmKinds | keyof typeof endingKinds;

/** One thing that is done to a run: a fault, or a person's word. */
export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
  readonly endsEngine: boolean;
  /** Chooses among what is there when it happens. */
  readonly choice: number;
  readonly durationMs: number;
  /** The effect that is meant, for faults that wait for one; null: any. */
  readonly effect: (typeof effectNames)[number] | null;
  /** The how manieth moment of it from then on. */
  readonly hit: number;
  /** The broker's file is gone when the next engine starts. */
  readonly losesBroker: boolean;
}

/** Chooses a fault for a time. */
export function faultOf(dice: Dice, at: number, mayEndEngine: boolean): Fault {
  const endsEngine = mayEndEngine && dice.chance(0.22);
  const kind = endsEngine
    ? dice.weighted<keyof typeof endingKinds>(endingKinds)
    : dice.weighted<keyof typeof calmKinds>(calmKinds);
  return {
    at,
    kind,
    endsEngine,
    choice: dice.int(0, 9_999),
    durationMs: dice.int(200, 5_000),
    effect: dice.chance(0.6) ? dice.pick(effectNames) : null,
    hit: dice.int(1, 6),
    losesBroker: dice.chance(0.15),
  };
}
