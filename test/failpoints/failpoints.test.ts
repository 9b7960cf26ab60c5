import { expect, it } from 'vitest';
import { effectNames } from '../../src/engine/model/effects.ts';
import { runOnce } from './one-run.ts';
import { scenarioOf } from './scenarios.ts';

// A few cells of the table that `npm run failpoints` fills; a whole table takes minutes.
const cells = [
  ['is killed when main has moved and its row has not', 'land.ref', 2, 'kill'],
  ['has a full disk when work was handed in', 'submit.tx', 2, 'enospc'],
] as const;

it.each(cells)(
  'every promise holds when the program %s',
  async (_name, effect, moment, fault) => {
    expect(await runOnce({ effect, moment, fault })).toEqual({ kind: 'held' });
  },
  120_000,
);

it('an effect that is never reached so often is not taken for held', async () => {
  const run = await runOnce({ effect: 'run.end', moment: 3, fault: 'kill' });
  expect(run).toEqual({ kind: 'not-reached' });
}, 60_000);

it('every effect has a scenario', () => {
  for (const name of effectNames) expect(scenarioOf(name).variant).toMatch(/^(plain|auto|desk)$/);
});
