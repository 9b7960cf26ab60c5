import type { Db } from '../db/index.ts';
import { fixedLimits } from '../model/limits.ts';
import type { PatternTry } from '../model/pattern.ts';
import { recordedLine, recordedList, recordedText } from './clean.ts';
import type { GateOutcome } from './knowledge.ts';
import { linesOf } from './pattern-row.ts';
import { placeWords } from './words.ts';

interface Seen {
  name: string;
  description: string;
  category: string;
  attempts: number;
  cost: number | null;
  duration: number | null;
  files: string | null;
  failing_tests: string | null;
  tries: string | null;
  /** Of the newest session. */
  model: string | null;
  driver: string | null;
}

/** Words of places that one row is found by. */
const placesMax = 400;

/** Opens the noting of outcomes: the feature's row is made, or brought up to date, with what the engine's rows say now. */
export function openRecording(db: Db, now: () => number): (outcome: GateOutcome) => void {
  const select = db.prepare<[{ at: number; featureId: number }], Seen>(
    `SELECT f.name, f.description, f.category, f.attempts, s.cost, s.duration, p.files, p.failing_tests, p.tries,
       n.model, n.driver
     FROM features f LEFT JOIN knowledge_patterns p ON p.feature_id = f.id,
       (SELECT sum(cost_usd) AS cost, sum(max(0, coalesce(ended_at, @at) - started_at)) AS duration
        FROM sessions WHERE feature_id = @featureId) s
       LEFT JOIN (SELECT model, driver FROM sessions WHERE feature_id = @featureId
        ORDER BY started_at DESC, rowid DESC LIMIT 1) n
     WHERE f.id = @featureId`,
  );
  // Places cost the full-text index a write: they are noted once, and again when it is sure what was changed.
  const upsert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO knowledge_patterns (feature_id, origin, outcome, category, feature, description, lessons, files, places,
       failing_tests, tries, agent, model, attempts, cost_usd, duration_ms, created_at, updated_at)
     VALUES (@featureId, 'gate', @outcome, @category, @feature, @description, '', @files, @places,
       @tests, @tries, @agent, @model, @attempts, @cost, @duration, @at, @at)
     ON CONFLICT (feature_id) DO UPDATE SET origin = 'gate', outcome = excluded.outcome, category = excluded.category,
       feature = excluded.feature, description = excluded.description, files = excluded.files,
       places = CASE WHEN excluded.outcome = 'landed' OR places = '' THEN excluded.places ELSE places END,
       failing_tests = excluded.failing_tests, tries = excluded.tries, agent = excluded.agent, model = excluded.model,
       attempts = excluded.attempts, cost_usd = excluded.cost_usd, duration_ms = excluded.duration_ms,
       updated_at = excluded.updated_at`,
  );
  return ({ featureId, outcome, ...given }) => {
    const at = now();
    const seen = select.get({ at, featureId });
    if (seen === undefined) return;
    const agent = seen.driver === 'guest' ? 'guest' : given.agent;
    const named = given.model ?? seen.model;
    const model = named === null ? null : recordedLine(named, fixedLimits.patternNameCharsMax);
    const before = seen.tries === null ? [] : (JSON.parse(seen.tries) as PatternTry[]);
    const tries = [...before, { outcome, agent, model }].slice(-fixedLimits.patternTriesMax);
    // What an attempt did not say again is still what an earlier one was seen to do.
    const files = given.files.length > 0 ? cleanFiles(given.files) : linesOf(seen.files ?? '');
    const tests = [...linesOf(seen.failing_tests ?? ''), ...given.failingTests];
    upsert.run({
      featureId,
      outcome,
      category: recordedLine(seen.category, fixedLimits.patternNameCharsMax),
      feature: recordedLine(seen.name, fixedLimits.patternNameCharsMax),
      description: recordedText(seen.description),
      files: files.join('\n'),
      places: placeWords(files, placesMax).join(' '),
      tests: recordedList(tests.toReversed(), fixedLimits.patternTestsMax).toReversed().join('\n'),
      tries: JSON.stringify(tries),
      agent,
      model,
      attempts: seen.attempts,
      cost: seen.cost,
      duration: seen.duration,
      at,
    });
  };
}

/** Paths as they are kept: what cannot stand on a line is no file that anybody would look for. */
export function cleanFiles(files: readonly string[]): string[] {
  return recordedList(files, fixedLimits.patternFilesMax);
}
