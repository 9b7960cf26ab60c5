/** A growing list of ascending numbers, or of things with one, whose oldest fall out at the front. */
export class Ascending<T> {
  readonly #keyOf: (value: T) => number;
  #values: T[] = [];
  #start = 0;

  constructor(keyOf: (value: T) => number) {
    this.#keyOf = keyOf;
  }

  get count(): number {
    return this.#values.length - this.#start;
  }

  /** The value with this rank, counted from 0. */
  at(rank: number): T | undefined {
    return rank < 0 ? undefined : this.#values[this.#start + rank];
  }

  push(value: T): void {
    this.#values.push(value);
  }

  clear(): void {
    this.#values = [];
    this.#start = 0;
  }

  /** Rank of the first value whose key is `key` or more; `count` when there is none. */
  rankFrom(key: number): number {
    let low = this.#start;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const value = this.#values[middle];
      if (value !== undefined && this.#keyOf(value) < key) low = middle + 1;
      else high = middle;
    }
    return low - this.#start;
  }

  /** Forgets the values whose key is below `key`; the result says how many. */
  dropBelow(key: number): number {
    const dropped = this.rankFrom(key);
    this.#start += dropped;
    if (this.#start > 1_024 && this.#start * 2 > this.#values.length) {
      this.#values = this.#values.slice(this.#start);
      this.#start = 0;
    }
    return dropped;
  }
}
