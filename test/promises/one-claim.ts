import { repeated, text, type Left } from './left.ts';

/** I3: an attempt has one holder, sessions of one feature never overlap, and one result of a feature is accepted. */
export function oneClaim(left: Left): string[] {
  const of = (sql: string) => left.rows(sql);
  const keys = (sql: string) =>
    of(sql).map((row) => Object.values(row).map(String).join(' attempt '));
  const claimed = "SELECT feature_id, facts ->> 'epoch' FROM events WHERE type = 'feature:claimed'";
  const landed = "SELECT feature_id FROM candidates WHERE state = 'landed'";
  const done =
    "SELECT candidate_id FROM landings WHERE state = 'done' AND candidate_id IS NOT NULL";
  return [
    ...repeated(keys(claimed)).map((key) => `claimed twice: feature ${key}`),
    ...repeated(keys('SELECT feature_id, epoch FROM sessions')).map(
      (key) => `two sessions for feature ${key}`,
    ),
    ...repeated(keys(landed)).map((key) => `two candidates of feature ${key} landed`),
    ...repeated(keys(done)).map((key) => `candidate ${key} was landed twice`),
    ...overlaps(left),
  ];
}

function overlaps(left: Left): string[] {
  const pairs = left.rows(
    `SELECT a.id AS one, b.id AS other FROM sessions a JOIN sessions b
       ON a.feature_id = b.feature_id AND a.epoch < b.epoch AND (a.ended_at IS NULL OR a.ended_at > b.started_at)`,
  );
  return pairs.map((row) => `session ${text(row, 'one')} overlaps ${text(row, 'other')}`);
}
