import type { Db } from '../../src/engine/db/index.ts';
import { openKnowledge, openPatterns } from '../../src/engine/knowledge/index.ts';
import { commonWords, PatternSource } from './patterns.ts';

/** How long a number of calls took, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What searching took. */
export interface SearchTimes {
  /** The very first one, when nothing is known of any word. */
  readonly firstMs: number;
  /** Words, category and paths of a new feature. */
  readonly features: Times;
  /** A few words, as a person types them. */
  readonly words: Times;
  /** Nothing but words that a large part of all patterns have. */
  readonly common: Times;
  /** The text that a new attempt is given. */
  readonly references: Times;
}

const now = () => 1_800_000_000_000;

/** Fills a database with patterns through the import; answers how long that took, in seconds. */
export function fillKnowledge(db: Db, patterns: number, seed = 1): number {
  const source = new PatternSource(seed);
  const lines = Array.from({ length: patterns }, (_, at) => JSON.stringify(source.line(at + 1)));
  const began = performance.now();
  openPatterns(db, now).importLines(lines, 'bench');
  return (performance.now() - began) / 1_000;
}

/** Times searches of each kind, `count` of each, no two alike. */
export function timeSearches(db: Db, count: number, seed = 2): SearchTimes {
  const knowledge = openKnowledge(db, now);
  const source = new PatternSource(seed);
  const feature = () => ({
    text: `${source.name()}\n${source.words(30)}`,
    category: source.category(),
    paths: [source.file(), source.file()],
  });
  const limit = 10;
  const began = performance.now();
  knowledge.search({ ...feature(), limit });
  const firstMs = performance.now() - began;
  const timed = (act: () => unknown): Times =>
    summed(Array.from({ length: count }, () => took(act)));
  return {
    firstMs,
    features: timed(() => knowledge.search({ ...feature(), limit })),
    words: timed(() => knowledge.search({ text: source.words(3), limit })),
    common: timed(() => {
      const text = Array.from({ length: 8 }, () => source.pick(commonWords)).join(' ');
      return knowledge.search({ text, limit });
    }),
    references: timed(() => knowledge.reference(feature())),
  };
}

function took(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function summed(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5) ?? 0, p95: at(0.95) ?? 0, max: sorted.at(-1) ?? 0 };
}
