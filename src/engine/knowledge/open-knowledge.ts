import type { Db } from '../db/index.ts';
import { fixedLimits } from '../model/limits.ts';
import { countOutcomes, isJudged, type Pattern } from '../model/pattern.ts';
import { openCandidateSearch } from './find-candidates.ts';
import type { FoundPattern, Knowledge, KnowledgeQuery, Reference } from './knowledge.ts';
import { openLessons } from './lessons.ts';
import { patternColumns, patternOf, type PatternRecord } from './pattern-row.ts';
import { rank } from './rank.ts';
import { openRecording } from './record-outcome.ts';
import { referencePrompt } from './reference-prompt.ts';
import { plainPath } from './words.ts';

/** What scores less shares a word or two and is not similar work. */
const similarScoreMin = 0.3;
const pathsMax = 20;

/** Opens what is known of earlier work, over the database of a project. */
export function openKnowledge(db: Db, now: () => number): Knowledge {
  const byId = db.prepare<[number], PatternRecord>(
    `SELECT ${patternColumns} FROM knowledge_patterns WHERE id = ?`,
  );
  const anyKnown = db.prepare<[], { id: number }>('SELECT id FROM knowledge_patterns LIMIT 1');
  const candidatesOf = openCandidateSearch(db);
  const keepLesson = openLessons(db, now);
  const find = (id: number): Pattern | undefined => {
    const row = byId.get(id);
    return row === undefined ? undefined : patternOf(row);
  };
  const search = ({ limit, ...query }: KnowledgeQuery): FoundPattern[] => {
    const paths = (query.paths ?? []).slice(0, pathsMax).map(plainPath);
    const { candidates, ...asked } = candidatesOf({ text: query.text, paths });
    const { exceptFeature, category = null } = query;
    const others =
      exceptFeature === undefined
        ? candidates
        : candidates.filter(({ pattern }) => pattern.featureId !== exceptFeature);
    return rank(others, { ...asked, category, paths }).slice(0, limit);
  };
  return {
    search,
    find,
    reference: (query) => {
      if (anyKnown.get() === undefined) return null;
      return referenceOf(search({ ...query, limit: fixedLimits.similarPatternsMax }));
    },
    addLesson: (lesson) => {
      const pattern = find(keepLesson(lesson));
      if (pattern === undefined) throw new Error('a lesson that was kept is not there');
      return pattern;
    },
    record: openRecording(db, now),
  };
}

/** Null when nothing of what was found is similar and has something to say. */
function referenceOf(found: readonly FoundPattern[]): Reference | null {
  const similar = found
    .filter(({ score }) => score >= similarScoreMin)
    .map(({ pattern }) => pattern)
    .filter((pattern) => isJudged(pattern) || hasWords(pattern));
  if (similar.length === 0) return null;
  const counts = countOutcomes(similar);
  const charsMax = fixedLimits.referenceCharsMax;
  return { text: referencePrompt({ counts, similar, charsMax }), counts };
}

function hasWords({ approach, lessons }: Pattern): boolean {
  return approach !== null || lessons.length > 0;
}
