import type { Db } from '../../src/engine/db/index.ts';
import { PatternSource } from '../knowledge/patterns.ts';

/**
 * Times what the full-text index does by itself: the ten best by BM25 among all patterns that have any word of a feature.
 * Answers with milliseconds of each.
 */
export function timePlainSearches(db: Db, count: number): number[] {
  const best = db.prepare<[string]>(
    'SELECT rowid FROM knowledge_words WHERE knowledge_words MATCH ? ORDER BY rank LIMIT 10',
  );
  const source = new PatternSource(2);
  return Array.from({ length: count }, () => {
    const words = new Set(`${source.name()} ${source.words(30)}`.split(' '));
    const query = [...words].map((word) => `"${word}"`).join(' OR ');
    const began = performance.now();
    best.all(query);
    return performance.now() - began;
  });
}
