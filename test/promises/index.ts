import { bounded } from './bounded.ts';
import { featuresOnce } from './features-once.ts';
import { idempotent } from './idempotent.ts';
import type { Left, Promised } from './left.ts';
import { mainGreen } from './main-green.ts';
import { nothingRuns } from './nothing-runs.ts';
import { oneClaim } from './one-claim.ts';
import { personUntouched } from './person-untouched.ts';
import { settled } from './settled.ts';
import { workKept } from './work-kept.ts';

/** The promises by their numbers, in the order in which they are looked at. */
const promises: readonly (readonly [string, Promised])[] = [
  ['I6 nothing runs', nothingRuns],
  ['I2 no feature lost', featuresOnce],
  ['I1 main green', mainGreen],
  ['I3 no double claim', oneClaim],
  ['I4 no work lost', workKept],
  ['I5 checkout untouched', personUntouched],
  ['I8 bounded', bounded],
  ['I11 all settled', settled],
  ['I2 restart says the same', idempotent],
];

/** Checks every promise (or those whose name begins so) on what is left; the breaches with the promise's name before each. */
export async function checkPromises(left: Left, only = ''): Promise<string[]> {
  const breaches: string[] = [];
  for (const [name, check] of promises) {
    if (!name.startsWith(only)) continue;
    for (const breach of await outcomeOf(check, left)) breaches.push(`${name}: ${breach}`);
  }
  return breaches;
}

/** A check that cannot even look has not been passed. */
async function outcomeOf(check: Promised, left: Left): Promise<string[]> {
  try {
    return await check(left);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
