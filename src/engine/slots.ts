import type { Slot } from './context.ts';

/** Makes a function that runs what it is given one after another. */
export function inTurn(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act, act);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Idle slots, `agent-1` and so on. */
export function makeSlots(count: number): Map<string, Slot> {
  const names = Array.from({ length: count }, (_, index) => `agent-${String(index + 1)}`);
  return new Map(names.map((agent) => [agent, newSlot(agent)]));
}

/** A slot in which nothing works. */
export function newSlot(agent: string, isGuest = false): Slot {
  return {
    agent,
    isGuest,
    phase: 'idle',
    held: false,
    overBudget: null,
    work: null,
    left: null,
    transcript: [],
    inTurn: inTurn(),
  };
}
