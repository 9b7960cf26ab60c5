import type { Pattern, PatternOrigin, PatternOutcome, PatternTry } from '../model/pattern.ts';

/** A row of `knowledge_patterns`. */
export interface PatternRecord {
  id: number;
  feature_id: number | null;
  imported_from: string | null;
  origin: PatternOrigin;
  outcome: PatternOutcome;
  category: string;
  feature: string;
  description: string;
  approach: string | null;
  lessons: string;
  files: string;
  failing_tests: string;
  tries: string;
  agent: string | null;
  model: string | null;
  attempts: number;
  cost_usd: number | null;
  duration_ms: number | null;
  created_at: number;
  updated_at: number;
}

/** The columns of a pattern, for every statement that returns one. */
export const patternColumns = `id, feature_id, imported_from, origin, outcome, category, feature, description, approach,
  lessons, files, failing_tests, tries, agent, model, attempts, cost_usd, duration_ms, created_at, updated_at`;

/** Turns a row into the noun. */
export function patternOf(row: PatternRecord): Pattern {
  return {
    id: row.id,
    featureId: row.feature_id,
    importedFrom: row.imported_from,
    origin: row.origin,
    category: row.category,
    feature: row.feature,
    description: row.description,
    approach: row.approach,
    files: linesOf(row.files),
    agent: row.agent,
    model: row.model,
    attempts: row.attempts,
    outcome: row.outcome,
    tries: row.tries === '[]' ? [] : (JSON.parse(row.tries) as PatternTry[]),
    costUsd: row.cost_usd,
    durationMs: row.duration_ms,
    failingTests: linesOf(row.failing_tests),
    lessons: linesOf(row.lessons),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Reads a list that is kept one a line. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
