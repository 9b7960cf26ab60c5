import { seededRandom, type Random } from '../../src/engine/platform/random.ts';

/** Chance with words; a stream of its own for each purpose, so that one more throw here changes nothing there. */
export class Dice implements Random {
  readonly #random: Random;

  constructor(seed: number, ...purpose: readonly (string | number)[]) {
    this.#random = seededRandom(mix(seed, purpose.join('/')));
  }

  fraction(): number {
    return this.#random.fraction();
  }

  id(bytes?: number): string {
    return this.#random.id(bytes);
  }

  /** A whole number, both bounds included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.#random.fraction() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.#random.fraction() < share;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.int(0, list.length - 1)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }

  /** One of the names, each with its weight. */
  weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T {
    const rows = Object.entries(weights) as [T, number][];
    let rest = this.#random.fraction() * rows.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of rows) {
      rest -= weight;
      if (rest < 0) return name;
    }
    return this.pick(rows)[0];
  }
}

/** FNV-1a over the purpose, from the seed on. */
function mix(seed: number, purpose: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const letter of purpose) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}
