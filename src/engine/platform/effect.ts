import type { EffectName } from '../model/effects.ts';

/** The two moments of an effect at which it can be cut short. */
export type Moment = 'before' | 'after';

/** Told of every moment of every effect; it may throw, or end the process. */
export type EffectListener = (name: EffectName, moment: Moment) => void;

let listener: EffectListener | null = null;

/** Lets somebody cut effects short: a test, a simulation, or the person who set AGENT_TUI_FAIL. Null: nobody. */
export function onEffect(next: EffectListener | null): void {
  listener = next;
}

/** Does something to the world under its name. */
export async function effect<Value>(
  name: EffectName,
  act: () => Value | Promise<Value>,
): Promise<Value> {
  if (listener === null) return act();
  listener(name, 'before');
  const value = await act();
  listener(name, 'after');
  return value;
}

/** The same for what is done in one step. */
export function effectNow<Value>(name: EffectName, act: () => Value): Value {
  if (listener === null) return act();
  listener(name, 'before');
  const value = act();
  listener(name, 'after');
  return value;
}
