import type { Db } from '../db/index.ts';
import { fixedLimits } from '../model/limits.ts';
import { patternColumns, patternOf, type PatternRecord } from './pattern-row.ts';
import type { Candidate, RankQuery } from './rank.ts';
import { placeWords, wordsOf } from './words.ts';

/** What may be similar, and how common the words of the question are. */
export interface Found extends Pick<RankQuery, 'words' | 'rows' | 'all'> {
  readonly candidates: readonly Candidate[];
}

/** BM25 is computed for so many rows at most: it takes about a microsecond for each. */
const matchedMax = 750;
/** Words of more rows than this are all equally common. */
const countedMax = 20_000;
/** With fewer candidates than this, common words look for more. */
const enough = 50;
const commonWordsMax = 6;
/** Common words are looked for among so many of the newest patterns. */
const newestLookedAt = 20_000;
const placesMax = 60;

interface Term {
  readonly term: string;
  readonly rows: number;
}

/**
 * Opens the search for candidates. A word that half of 100,000 patterns have costs BM25 20 ms and tells little, so the
 * rarest words of a question are matched until they come to some 750 rows, and the others only count in the ranking.
 * A question of nothing but common words looks for the newest patterns that have them all, then most, then any.
 */
export function openCandidateSearch(
  db: Db,
): (question: { readonly text: string; readonly paths: readonly string[] }) => Found {
  const statements = prepare(db);
  const rowsOf = countRows(statements);
  return ({ text, paths }) => {
    const words = wordsOf(text);
    const { patternsRankedMax } = fixedLimits;
    const newest = statements.newest.get()?.id ?? 0;
    if (newest <= patternsRankedMax) {
      // A small knowledge is read as a whole: that takes less than asking the index.
      const candidates = statements.all
        .all()
        .map((row) => ({ pattern: patternOf(row), bm25: null }));
      return { candidates, words, rows: null, all: candidates.length };
    }
    const counted = (list: readonly string[]): Term[] =>
      list.map((term) => ({ term, rows: rowsOf(term, newest) }));
    const asked = counted(words);
    const rows = new Map(asked.map((one) => [one.term, one.rows]));
    const terms = [...asked, ...counted(placeWords(paths, placesMax))];
    const candidates = loaded(statements, idsOf(statements, terms, newest));
    return { candidates, words, rows, all: newest };
  };
}

/** The candidates, each with its BM25 where it was found by rare words. */
function idsOf(
  { best, newestWith }: Statements,
  terms: readonly Term[],
  newest: number,
): Map<number, number | null> {
  const { patternsRankedMax } = fixedLimits;
  const known = terms.filter(({ rows }) => rows > 0).toSorted((a, b) => a.rows - b.rows);
  const rare = rarest(known);
  const ids = new Map<number, number | null>();
  if (rare.length > 0) {
    for (const { id, rank } of best.all(anyOf(rare), patternsRankedMax)) ids.set(id, -rank);
  }
  const common = known.filter((term) => !rare.includes(term)).slice(0, commonWordsMax);
  fillUp(ids, common, (match) => newestWith.all(match, newest - newestLookedAt, patternsRankedMax));
  return ids;
}

function prepare(db: Db) {
  return {
    newest: db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM knowledge_patterns'),
    count: db.prepare<[string], { rows: number }>(
      `SELECT count(*) AS rows FROM (SELECT 1 FROM knowledge_words WHERE knowledge_words MATCH ? LIMIT ${String(countedMax)})`,
    ),
    best: db.prepare<[string, number], { id: number; rank: number }>(
      `SELECT rowid AS id, bm25(knowledge_words, 4, 1, 1, 1, 1, 2) AS rank FROM knowledge_words
       WHERE knowledge_words MATCH ? ORDER BY rank LIMIT ?`,
    ),
    newestWith: db.prepare<[string, number, number], { id: number }>(
      `SELECT rowid AS id FROM knowledge_words WHERE knowledge_words MATCH ? AND rowid > ?
       ORDER BY rowid DESC LIMIT ?`,
    ),
    all: db.prepare<[], PatternRecord>(`SELECT ${patternColumns} FROM knowledge_patterns`),
    load: db.prepare<[string], PatternRecord>(
      `SELECT ${patternColumns} FROM knowledge_patterns WHERE id IN (SELECT value FROM json_each(?))`,
    ),
  };
}

type Statements = ReturnType<typeof prepare>;

/** Counts the rows that have a word; what common words cost is paid once until the knowledge has grown by a tenth. */
function countRows({ count }: Statements): (term: string, newest: number) => number {
  const common = new Map<string, number>();
  let countedAt = 0;
  return (term, newest) => {
    if (Math.abs(newest - countedAt) * 10 > countedAt) {
      common.clear();
      countedAt = newest;
    }
    const known = common.get(term);
    if (known !== undefined) return known;
    const rows = count.get(`"${term}"`)?.rows ?? 0;
    if (rows > matchedMax / 4) common.set(term, rows);
    return rows;
  };
}

function rarest(terms: readonly Term[]): Term[] {
  let sum = 0;
  return terms.filter(({ rows }) => {
    sum += rows;
    return sum <= matchedMax;
  });
}

function anyOf(terms: readonly Term[]): string {
  return terms.map(({ term }) => `"${term}"`).join(' OR ');
}

function allOf(terms: readonly Term[]): string {
  return terms.map(({ term }) => `"${term}"`).join(' AND ');
}

/** All of the common words, then the rarer half of them, then any. */
function fillUp(
  scores: Map<number, number | null>,
  common: readonly Term[],
  find: (match: string) => readonly { readonly id: number }[],
): void {
  const half = common.slice(0, Math.ceil(common.length / 2));
  for (const match of [allOf(common), allOf(half), anyOf(common)]) {
    if (match === '' || scores.size >= enough) return;
    for (const { id } of find(match)) if (!scores.has(id)) scores.set(id, null);
  }
}

function loaded({ load }: Statements, scores: ReadonlyMap<number, number | null>): Candidate[] {
  if (scores.size === 0) return [];
  const ids = [...scores.keys()].slice(0, fixedLimits.patternsRankedMax);
  return load.all(JSON.stringify(ids)).map((row) => ({
    pattern: patternOf(row),
    bm25: scores.get(row.id) ?? null,
  }));
}
