import type { Clock } from '../../src/engine/platform/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  call: (() => void) | null;
}

const wallStart = 1_700_000_000_000;

/** The time of the whole world: it moves from one timer to the next, and nobody waits for it. */
export class VirtualTime {
  now = 0;
  /** What somebody has set the wall clock forward by. */
  wallShiftMs = 0;
  #order = 0;
  readonly #heap: Timer[] = [];

  wall(): number {
    return wallStart + this.now + this.wallShiftMs;
  }

  /** Calls at a time; the result cancels. */
  at(when: number, call: () => void): () => void {
    const timer: Timer = { at: Math.max(Math.round(when), this.now), order: this.#order++, call };
    this.#push(timer);
    return () => {
      timer.call = null;
    };
  }

  /** Calls what comes next; false when nothing will ever happen again. */
  step(): boolean {
    for (let timer = this.#pop(); timer !== undefined; timer = this.#pop()) {
      const { call } = timer;
      if (call === null) continue;
      this.now = timer.at;
      timer.call = null;
      call();
      return true;
    }
    return false;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, timer)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = timer;
  }

  #pop(): Timer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, left)) child += 1;
      const next = heap[child];
      if (next === undefined || isBefore(last, next)) break;
      heap[place] = next;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** The clock of one engine. It stands still while the engine is stopped, and for ever once the engine is dead. */
export class EngineClock implements Clock {
  readonly #time: VirtualTime;
  readonly #bornAt: number;
  isDead = false;
  /** The process is stopped until then, as by a laptop that sleeps; what is due meanwhile comes afterwards. */
  frozenUntil = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
    this.#bornAt = time.now;
  }

  now(): number {
    return this.#time.wall();
  }

  /** Begins anew with each engine: a time of an earlier one means nothing here. */
  monotonic(): number {
    return this.#time.now - this.#bornAt;
  }

  after(delayMs: number, call: () => void): () => void {
    let cancel: () => void = () => undefined;
    const fire = () => {
      if (this.isDead) return;
      if (this.#time.now < this.frozenUntil) cancel = this.#time.at(this.frozenUntil, fire);
      else call();
    };
    // As in Node, nothing is called before the next millisecond.
    cancel = this.#time.at(this.#time.now + Math.max(1, delayMs), fire);
    return () => {
      cancel();
    };
  }

  every(intervalMs: number, call: () => void): () => void {
    let cancel: () => void = () => undefined;
    const again = () => {
      cancel = this.after(intervalMs, again);
      call();
    };
    cancel = this.after(intervalMs, again);
    return () => {
      cancel();
    };
  }
}
