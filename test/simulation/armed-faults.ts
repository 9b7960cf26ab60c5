import type { Fault } from './faults.ts';

/** Faults that wait for the moment of an effect. */
export class ArmedFaults {
  #armed: { readonly fault: Fault; hits: number }[] = [];

  arm(fault: Fault): void {
    this.#armed.push({ fault, hits: 0 });
  }

  disarm(): void {
    this.#armed = [];
  }

  /** The fault that strikes at a moment, if one does; it strikes once. */
  strikesAt(name: string, moment: 'before' | 'after'): Fault | undefined {
    const struck = this.#armed.find((armed) => {
      const { fault } = armed;
      if (fault.effect !== null && fault.effect !== name) return false;
      armed.hits += 1;
      if (armed.hits < fault.hit) return false;
      // What is written in one step either is there or is not; it does not fail afterwards.
      return fault.kind !== 'effect-fails' || moment === 'before' || !isOneStep(name);
    });
    this.#armed = this.#armed.filter((armed) => armed !== struck);
    return struck?.fault;
  }
}

function isOneStep(name: string): boolean {
  return /\.(?:tx|row|note|intent)$/.test(name);
}
