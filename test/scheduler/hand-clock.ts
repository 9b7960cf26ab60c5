import type { Clock } from '../../src/engine/platform/clock.ts';

interface Timer {
  at: number;
  readonly everyMs: number | null;
  readonly call: () => void;
}

/** A clock that stands still until the test moves it. */
export class HandClock implements Clock {
  #time = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return 1_700_000_000_000 + this.#time;
  }

  monotonic(): number {
    return this.#time;
  }

  after(delayMs: number, call: () => void): () => void {
    return this.#add({ at: this.#time + delayMs, everyMs: null, call });
  }

  every(intervalMs: number, call: () => void): () => void {
    return this.#add({ at: this.#time + intervalMs, everyMs: intervalMs, call });
  }

  /** Moves on and calls what comes due on the way, in its order. */
  advance(ms: number): void {
    const end = this.#time + ms;
    for (let timer = this.#due(end); timer !== undefined; timer = this.#due(end)) {
      this.#time = Math.max(this.#time, timer.at);
      if (timer.everyMs === null) this.#timers.delete(timer);
      else timer.at += timer.everyMs;
      timer.call();
    }
    this.#time = end;
  }

  get timers(): number {
    return this.#timers.size;
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #due(end: number): Timer | undefined {
    return [...this.#timers].filter((t) => t.at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}
