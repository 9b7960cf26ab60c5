import { effectNames, type EffectName } from '../../src/engine/model/effects.ts';
import type { Variant } from './projects.ts';

export { effectNames, type EffectName };

/** The faults of AGENT_TUI_FAIL. */
export const faults = ['kill', 'enospc', 'eio', 'busy', 'hang'] as const;
export type Fault = (typeof faults)[number];

/** On which project an effect is reached, and where the run before has to die for a recovery to reach it. */
export interface Scenario {
  readonly variant: Variant;
  readonly before: string | null;
}

const special: Partial<Record<EffectName, Partial<Scenario>>> = {
  'main.bring': { variant: 'desk' },
  'follow.ref': { variant: 'desk' },
  'follow.checkout': { variant: 'auto' },
  'landing.settle': { before: 'land.ref:2:kill' },
  'adopt.row': { before: 'checkpoint.ref:1:kill' },
  'salvage.row': { before: 'spawn:2:kill' },
  'lost.tx': { before: 'spawn:2:kill' },
  'candidate.back': { before: 'verify.row:2:kill' },
  'claim.back': { before: 'claim.tx:2:kill' },
};

/** The scenario of an effect. */
export function scenarioOf(effect: EffectName): Scenario {
  return { variant: 'plain', before: null, ...special[effect] };
}

/** How an effect with this fault is written for AGENT_TUI_FAIL. */
export function failpoint(effect: EffectName, moment: number, fault: Fault): string {
  return `${effect}:${String(moment)}:${fault}`;
}
