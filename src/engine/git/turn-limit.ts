/** Lets at most so many holders go on at once; the others wait in order. */
export class TurnLimit {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(holdersMax: number) {
    this.#free = holdersMax;
  }

  /** Waits for a turn; the function it gives ends it. */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    };
  }
}
