import { diskFault, type Db } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { givenLine, recordedLine, recordedText } from './clean.ts';
import type { Lesson } from './knowledge.ts';
import { linesOf } from './pattern-row.ts';

/** Opens the keeping of lessons; answers the number of the pattern that has them now. */
export function openLessons(db: Db, now: () => number): (lesson: Lesson) => number {
  const feature = db.prepare<[number], { name: string; description: string; category: string }>(
    'SELECT name, description, category FROM features WHERE id = ?',
  );
  const known = db.prepare<[number], { id: number; lessons: string }>(
    'SELECT id, lessons FROM knowledge_patterns WHERE feature_id = ?',
  );
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO knowledge_patterns (feature_id, origin, outcome, category, feature, description, lessons, files, places,
       failing_tests, tries, attempts, created_at, updated_at)
     VALUES (@featureId, 'words', 'lesson', @category, @name, @description, '', '', '', '', '[]', 0, @at, @at)`,
  );
  const update = db.prepare<[string | null, string, number, number]>(
    'UPDATE knowledge_patterns SET approach = coalesce(?, approach), lessons = ?, updated_at = ? WHERE id = ?',
  );
  const keep = db.transaction((lesson: Lesson): number => {
    const { featureId, approach, lessons } = lesson;
    const about = feature.get(featureId);
    if (about === undefined) throw noFeature(featureId);
    const at = now();
    if (known.get(featureId) === undefined) {
      const { patternNameCharsMax } = fixedLimits;
      insert.run({
        featureId,
        category: recordedLine(about.category, patternNameCharsMax),
        name: recordedLine(about.name, patternNameCharsMax),
        description: recordedText(about.description),
        at,
      });
    }
    const row = known.get(featureId);
    if (row === undefined) throw new Error('a pattern that was added is not there');
    const all = withMore(linesOf(row.lessons), lessons);
    update.run(approach, all.join('\n'), at, row.id);
    return row.id;
  });
  return (lesson) => {
    const clean = cleanLesson(lesson);
    try {
      return keep.immediate(clean);
    } catch (error) {
      throw diskFault(error) ?? error;
    }
  };
}

/** Words that are fit to be kept. */
function cleanLesson({ featureId, approach, lessons }: Lesson): Lesson {
  const how = approach === null ? '' : givenLine(approach, 'the approach');
  const words = lessons
    .map((lesson, index) => givenLine(lesson, `lesson ${String(index + 1)}`))
    .filter((lesson) => lesson !== '');
  if (how === '' && words.length === 0) {
    throw new AgentTuiError('usage', 'there is nothing to keep', {
      hint: 'say how it was done (approach), or what the next one should know (lessons)',
    });
  }
  return { featureId, approach: how === '' ? null : how, lessons: words };
}

/** Adds what is not there yet, word for word. */
function withMore(known: readonly string[], more: readonly string[]): string[] {
  const all = [...new Set([...known, ...more])];
  const { lessonsMax } = fixedLimits;
  if (all.length <= lessonsMax) return all;
  throw new AgentTuiError('usage', `a pattern keeps ${String(lessonsMax)} lessons at most`, {
    hint: 'a person may shorten them: agent-tui knowledge edit ID --lesson "…" says them anew',
  });
}

function noFeature(id: number): AgentTuiError {
  return new AgentTuiError('usage', `there is no feature ${String(id)}`, {
    hint: 'a lesson belongs to a feature of the queue: agent-tui feature list shows all',
  });
}
