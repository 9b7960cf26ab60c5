import type { Pattern } from '../model/pattern.ts';
import type { FoundPattern } from './knowledge.ts';
import { openRootFinder, placesOf, rootOf, type RootFinder } from './words.ts';

/** A pattern that may be what is looked for. */
export interface Candidate {
  readonly pattern: Pattern;
  /** How well SQLite finds that it fits (BM25, higher is better); null when it was found by common words alone. */
  readonly bm25: number | null;
}

/** What candidates are compared with. */
export interface RankQuery {
  readonly words: readonly string[];
  /** How many of all patterns have each word; null where the candidates are all that there is. */
  readonly rows: ReadonlyMap<string, number> | null;
  readonly all: number;
  readonly category: string | null;
  readonly paths: readonly string[];
}

/** What counts how much; what is not asked for counts nothing. */
const weights = { words: 3, category: 1, paths: 2 } as const;
/** Of the words: how much of the question is covered, and what BM25 says of frequency and length. */
const coverageShare = 0.7;
/** What a word in the name counts, and one elsewhere. */
const elsewhere = 0.75;

/** What one candidate has to be compared by: the roots of the question's words that it has. */
interface Compared extends Candidate {
  readonly name: ReadonlySet<string>;
  readonly rest: ReadonlySet<string>;
}

/** Orders candidates by what they share with the question; of equals those with an outcome come first, then the newer. PURE. */
export function rank(candidates: readonly Candidate[], query: RankQuery): FoundPattern[] {
  const rootsIn = openRootFinder(query.words);
  const compared = candidates.map((one) => comparedOf(one, rootsIn));
  const scoreOf = scoring(query, compared);
  return compared
    .map((one) => ({ pattern: one.pattern, score: scoreOf(one) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || isFirst(a.pattern, b.pattern));
}

function comparedOf({ pattern, bm25 }: Candidate, rootsIn: RootFinder): Compared {
  const { feature, category, description, approach, lessons } = pattern;
  const rest = `${description} ${approach ?? ''} ${lessons.join(' ')}`;
  return {
    pattern,
    bm25,
    name: rootsIn(`${feature} ${category}`),
    rest: rootsIn(rest),
  };
}

function isFirst(a: Pattern, b: Pattern): number {
  return (
    Number(a.outcome === 'lesson') - Number(b.outcome === 'lesson') ||
    b.updatedAt - a.updatedAt ||
    b.id - a.id
  );
}

/** Prepares the question once for all candidates. */
function scoring(query: RankQuery, candidates: readonly Compared[]): (one: Compared) => number {
  const { category, paths } = query;
  const roots = weighRoots(query, candidates);
  const whole = [...roots.values()].reduce((sum, weight) => sum + weight, 0);
  const best = Math.max(0, ...candidates.map(({ bm25 }) => bm25 ?? 0));
  // Where SQLite was not asked how well the words fit, the words that are there have to say it all.
  const share = best === 0 ? 1 : coverageShare;
  const places = weighPlaces(paths);
  const fit = (bm25: number | null) => (best === 0 ? 0 : (bm25 ?? 0) / best);
  const parts = {
    words: whole > 0 ? weights.words : 0,
    category: category !== null ? weights.category : 0,
    paths: places.size > 0 ? weights.paths : 0,
  };
  const all = parts.words + parts.category + parts.paths;
  return ({ pattern, bm25, ...one }) => {
    const words = whole > 0 ? (share * covered(one, roots)) / whole + (1 - share) * fit(bm25) : 0;
    const near = sharedPlaces(pattern.files, places);
    // The same category alone is no likeness.
    if (words === 0 && near === 0) return 0;
    const same = Number(pattern.category === category);
    return (parts.words * words + parts.category * same + parts.paths * near) / all;
  };
}

/** What the words of the question weigh: the less patterns have one, the more it says. */
function weighRoots(query: RankQuery, candidates: readonly Compared[]): Map<string, number> {
  const { words, rows, all } = query;
  const roots = new Map<string, number>();
  for (const word of words) {
    const root = rootOf(word);
    const count =
      rows?.get(word) ??
      candidates.filter(({ name, rest }) => name.has(root) || rest.has(root)).length;
    const weight = Math.log(1 + (Math.max(all, count) - count + 0.5) / (count + 0.5));
    roots.set(root, Math.max(weight, roots.get(root) ?? 0));
  }
  return roots;
}

/** The weight of the question's words that a pattern has. */
function covered(
  { name, rest }: Pick<Compared, 'name' | 'rest'>,
  roots: ReadonlyMap<string, number>,
): number {
  let sum = 0;
  for (const [root, weight] of roots) {
    if (name.has(root)) sum += weight;
    else if (rest.has(root)) sum += weight * elsewhere;
  }
  return sum;
}

/** What a place is worth: the asked path itself 1, a folder above it less the further up it is. */
function weighPlaces(paths: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const path of paths) {
    const above = placesOf(path);
    for (const [up, place] of above.entries()) {
      const weight = ((above.length - up) / above.length) ** 2;
      places.set(place, Math.max(weight, places.get(place) ?? 0));
    }
  }
  return places;
}

/** The best that one of the files shares with the asked paths: itself, or a folder above both. */
function sharedPlaces(files: readonly string[], places: ReadonlyMap<string, number>): number {
  if (places.size === 0) return 0;
  let best = 0;
  for (const file of files) {
    for (const place of placesOf(file)) {
      const weight = places.get(place);
      if (weight === undefined) continue;
      best = Math.max(best, weight);
      break;
    }
    if (best === 1) return best;
  }
  return best;
}
