import type { Left } from './left.ts';

/** I2, its second half: one more start changes nothing and says the same. */
export async function idempotent(left: Left): Promise<string[]> {
  const before = state(left);
  const outcome = await left.scratch.run('run', '--json');
  const breaches = outcome.code === 0 ? [] : [`one more start ended with ${String(outcome.code)}`];
  if (outcome.stderr !== '') breaches.push(`one more start said: ${outcome.stderr.trim()}`);
  if (state(left) !== before) breaches.push('one more start changed rows or refs');
  return breaches;
}

function state(left: Left): string {
  const tables = ['features', 'attempts', 'candidates', 'landings', 'sessions', 'checkpoints'];
  return JSON.stringify([
    tables.map((table) => left.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)),
    left.gate(
      'for-each-ref',
      'refs/heads',
      'refs/agent-tui/candidates',
      'refs/agent-tui/checkpoints',
    ),
    left.scratch.git('for-each-ref'),
  ]);
}
