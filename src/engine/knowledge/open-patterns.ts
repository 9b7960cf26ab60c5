import { diskFault, type Db } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { patternOutcomes, type Pattern, type PatternOutcome } from '../model/pattern.ts';
import { givenLine } from './clean.ts';
import { openImport } from './import-lines.ts';
import { patternColumns, patternOf, type PatternRecord } from './pattern-row.ts';
import type { Forgotten, KnowledgeStats, PatternEdit, Patterns } from './patterns.ts';

/** Opens the patterns of a database for a person who looks after them. */
export function openPatterns(db: Db, now: () => number): Patterns {
  const importLines = openImport(db, now);
  const page = db.prepare<[number, number], PatternRecord>(
    `SELECT ${patternColumns} FROM knowledge_patterns WHERE id > ? ORDER BY id LIMIT ?`,
  );
  return {
    stats: openStats(db),
    pages: function* (size) {
      let last = 0;
      for (;;) {
        const rows = page.all(last, size);
        if (rows.length === 0) return;
        yield rows.map(patternOf);
        last = rows.at(-1)?.id ?? last;
      }
    },
    importLines: (lines, from) => kept(() => importLines(lines, from)),
    forget: openForget(db),
    edit: openEdit(db, now),
  };
}

/** A disk that is full is the machine's fault and not a bug. */
function kept<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw diskFault(error) ?? error;
  }
}

function openForget(db: Db): Patterns['forget'] {
  const byId = db.prepare<[number]>('DELETE FROM knowledge_patterns WHERE id = ?');
  const byFeature = db.prepare<[number]>('DELETE FROM knowledge_patterns WHERE feature_id = ?');
  const all = db.prepare<[]>('DELETE FROM knowledge_patterns');
  const run = (which: Forgotten): number => {
    switch (which.kind) {
      case 'pattern':
        return byId.run(which.id).changes;
      case 'feature':
        return byFeature.run(which.featureId).changes;
      case 'all':
        return all.run().changes;
    }
  };
  return (which) => kept(() => run(which));
}

function openEdit(db: Db, now: () => number): Patterns['edit'] {
  const select = db.prepare<[number], PatternRecord>(
    `SELECT ${patternColumns} FROM knowledge_patterns WHERE id = ?`,
  );
  const update = db.prepare<[string, string | null, string, number, number]>(
    'UPDATE knowledge_patterns SET category = ?, approach = ?, lessons = ?, updated_at = ? WHERE id = ?',
  );
  const read = (id: number): Pattern => {
    const row = select.get(id);
    if (row !== undefined) return patternOf(row);
    throw new AgentTuiError('usage', `there is no pattern ${String(id)}`, {
      hint: 'agent-tui knowledge search WORDS shows patterns and their numbers',
    });
  };
  const write = db.transaction((id: number, edit: PatternEdit): Pattern => {
    const before = read(id);
    const lessons = (edit.lessons ?? before.lessons).filter((lesson) => lesson !== '');
    const approach = edit.approach ?? before.approach ?? '';
    const category = edit.category ?? before.category;
    update.run(category, approach === '' ? null : approach, lessons.join('\n'), now(), id);
    return read(id);
  });
  return (id, edit) => kept(() => write.immediate(id, cleanEdit(edit)));
}

/** What a person says is as fit to be kept as what an agent says. */
function cleanEdit({ category, approach, lessons }: PatternEdit): PatternEdit {
  const { lessonsMax, patternNameCharsMax } = fixedLimits;
  if ((lessons?.length ?? 0) > lessonsMax) {
    throw new AgentTuiError('usage', `a pattern keeps ${String(lessonsMax)} lessons at most`, {
      hint: 'say the ones that matter',
    });
  }
  const word = category === undefined ? undefined : givenLine(category, 'the category');
  if (word === '' || (word?.length ?? 0) > patternNameCharsMax) {
    throw new AgentTuiError('usage', 'a category is a word or two', {
      hint: 'for instance auth, database, docs',
    });
  }
  return {
    category: word,
    approach: approach === undefined ? undefined : givenLine(approach, 'the approach'),
    lessons: lessons?.map((lesson, index) => givenLine(lesson, `lesson ${String(index + 1)}`)),
  };
}

function openStats(db: Db): () => KnowledgeStats {
  const whole = db.prepare<
    [],
    { patterns: number; judged: number; imported: number; lessons: number }
  >(
    `SELECT count(*) AS patterns, total(origin = 'gate' AND outcome <> 'lesson') AS judged,
       count(imported_from) AS imported,
       total(CASE lessons WHEN '' THEN 0 ELSE 1 + length(lessons) - length(replace(lessons, char(10), '')) END) AS lessons
     FROM knowledge_patterns`,
  );
  const categories = db.prepare<[], KnowledgeStats['byCategory'][number]>(
    `SELECT category, count(*) AS judged, total(outcome = 'landed') AS landed,
       total(outcome = 'landed' AND attempts = 1) AS firstTry
     FROM knowledge_patterns WHERE origin = 'gate' AND outcome <> 'lesson'
     GROUP BY category ORDER BY judged DESC, category LIMIT 100`,
  );
  const outcomes = db.prepare<[], { outcome: PatternOutcome; count: number }>(
    `SELECT CASE origin WHEN 'gate' THEN outcome ELSE 'lesson' END AS outcome, count(*) AS count
     FROM knowledge_patterns GROUP BY 1`,
  );
  return () => {
    const counted = new Map(outcomes.all().map(({ outcome, count }) => [outcome, count]));
    const byOutcome = Object.fromEntries(
      patternOutcomes.map((outcome) => [outcome, counted.get(outcome) ?? 0]),
    ) as Record<PatternOutcome, number>;
    const counts = whole.get() ?? { patterns: 0, judged: 0, imported: 0, lessons: 0 };
    return { ...counts, byCategory: categories.all(), byOutcome };
  };
}
