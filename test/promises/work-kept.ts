import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text, type Left } from './left.ts';

/** Where agents of a test write down what they have committed, one commit a line. */
export function recordFile(home: string): string {
  return join(home, 'committed');
}

/** I4: every commit that an agent made, or that an event or a row tells of, can be reached in gate.git. */
export function workKept(left: Left): string[] {
  const reachable = new Set(left.gate('rev-list', '--all').split('\n'));
  const told = left.rows(
    `SELECT DISTINCT "commit", "from" FROM (
       SELECT commit_id AS "commit", 'a checkpoint' AS "from" FROM checkpoints
       UNION SELECT head, 'a candidate' FROM candidates
       UNION SELECT head, 'a feature' FROM features WHERE head IS NOT NULL
       UNION SELECT facts ->> 'commit', type FROM events WHERE facts ->> 'commit' IS NOT NULL
       UNION SELECT facts ->> 'head', type FROM events WHERE facts ->> 'head' IS NOT NULL)`,
  );
  const known = told.map((row) => [text(row, 'commit'), text(row, 'from')] as const);
  const file = recordFile(left.scratch.home);
  const recorded = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const made = recorded.filter((line) => line !== '').map((line) => [line, 'an agent'] as const);
  return [...known, ...made]
    .filter(([commit]) => !reachable.has(commit))
    .map(([commit, from]) => `${commit} of ${from} cannot be reached in gate.git`);
}
