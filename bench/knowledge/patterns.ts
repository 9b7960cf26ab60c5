import type { PatternLine } from '../../src/engine/knowledge/pattern-line.ts';

/** Numbers that follow from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Words that stand in nearly every text about work on a program. */
export const commonWords =
  'the a add to with and for page user test new of in update fix when is that it list'.split(' ');
const rareWordsMax = 12_000;
const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const verbs = 'Add Fix Show Move Rename Import Export Validate Cache Sort'.split(' ');
const categories = 'api auth database docs general payments search tests ui'.split(' ');
const folders = 'api auth cart catalogue db invoices mail queue search users'.split(' ');
const models = ['opus', 'sonnet', 'haiku'];

/** A word by how common it is: the first ones are in every tenth text, the last ones in a handful. */
function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 20; rest > 0; rest = Math.floor(rest / 20))
    word += syllables[rest % 20] ?? '';
  return word;
}

/** Texts, files and outcomes of a large project, the same for the same seed. */
export class PatternSource {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#random() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** Half of the words are common ones, the others as Zipf has it. */
  words(count: number): string {
    const words = Array.from({ length: count }, () => {
      if (this.#random() < 0.5) return this.pick(commonWords);
      return wordOf(Math.floor(rareWordsMax ** this.#random()));
    });
    return words.join(' ');
  }

  name(): string {
    return `${this.pick(verbs)} ${this.words(4)}`;
  }

  category(): string {
    return this.pick(categories);
  }

  file(): string {
    return `src/${this.pick(folders)}/${wordOf(Math.floor(this.#random() * 400))}.ts`;
  }

  /** One line of an import. */
  line(number: number): PatternLine {
    const model = this.pick(models);
    const landed = this.#random() < 0.7;
    const outcome = landed ? 'landed' : 'rejected';
    const attempts = 1 + Math.floor(this.#random() * 3);
    const at = new Date(1_700_000_000_000 + number * 60_000).toISOString();
    return {
      feature: `${this.name()} ${String(number)}`,
      category: this.category(),
      description: this.words(45),
      approach: this.#random() < 0.4 ? this.words(15) : null,
      lessons: this.#random() < 0.3 ? [this.words(12), this.words(10)] : [],
      files: Array.from({ length: 1 + Math.floor(this.#random() * 6) }, () => this.file()),
      outcome,
      origin: 'gate',
      project: 'bench',
      attempts,
      tries: Array.from({ length: attempts }, (_, index) => ({
        outcome: index === attempts - 1 ? outcome : 'rejected',
        agent: 'claude',
        model,
      })),
      failingTests: landed ? [] : [`${this.words(3)} works`],
      agent: 'claude',
      model,
      costUsd: this.#random() * 3,
      durationMs: Math.floor(this.#random() * 900_000),
      createdAt: at,
      updatedAt: at,
    };
  }
}
