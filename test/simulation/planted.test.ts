import { describe, expect, it } from 'vitest';
import { plantNames, type PlantName } from './planted.ts';
import { runSeed, shortestPrefix, type SeedReport } from './run-seed.ts';

/** The first of some seeds that breaks a promise. */
async function firstBroken(seeds: number, plant?: PlantName): Promise<SeedReport | undefined> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const report = await runSeed(seed, { plant });
    if (report.violation !== null) return report;
  }
  return undefined;
}

describe('the simulation', () => {
  it('finds no broken promise over the first seeds', async () => {
    const broken = await firstBroken(150);
    expect(broken?.violation?.message).toBeUndefined();
  });

  it.each(plantNames)('finds the planted bug %s within forty seeds', async (plant) => {
    const broken = await firstBroken(40, plant);
    expect(broken?.violation?.promise).toBe(breaks[plant]);
  });

  it('does the same for the same seed', async () => {
    const [first, second] = [await runSeed(3), await runSeed(3)];
    expect(second.last).toEqual(first.last);
    expect(second.events).toBe(first.events);
  });

  it('tells the shortest prefix of faults that breaks the promise', async () => {
    const broken = await firstBroken(40, 'lost-requeue');
    if (broken === undefined) throw new Error('nothing was broken');
    const shortest = await shortestPrefix(broken, 'lost-requeue');
    expect(shortest.violation?.promise).toBe(broken.violation?.promise);
    expect(shortest.options.faults.length).toBeLessThanOrEqual(broken.options.faults.length);
  });
});

/** Seeds that once showed a bug of the engine, with what it was. */
const regressions = [
  [11, 'a wait outlasted the clock being set back while no engine ran'],
  [25, 'a start that failed on a full disk left its slot being made ready for ever'],
  [76, 'a submission was made anew because the broker had not heard of it'],
  [249, 'a broker that lost its file while a session was taken over ended the run as a bug'],
  [294, 'a candidate that could not be queued again on a full disk was never judged'],
  [408, 'a landing whose row could not be written stayed open'],
  [483, 'a wait that was over began anew when the clock was set back'],
  [557, 'a session that could not be taken over lost its feature to another slot while it ran'],
  [730, 'a full disk made the engine forget that the clock was set'],
  [1814, 'a wait written just after the clock was set moved with it'],
  [2882, 'a landing that failed just before the end stayed open'],
] as const;

describe('seeds that once showed a bug', () => {
  it.each(regressions)('seed %i: %s', async (seed) => {
    const { violation } = await runSeed(seed);
    expect(violation?.message).toBeUndefined();
  });
});

/** The promise by which each planted bug is found. */
const breaks = {
  'double-claim': 'I3 no feature has two holders, a result counts once',
  'lost-requeue': 'I11 after the last fault every feature ends',
  'old-result-accepted': 'I3 no feature has two holders, a result counts once',
  'landing-without-ref': 'rows of landings agree with refs',
  'orphan-left': 'I6 no process outlives its session',
} as const satisfies Record<PlantName, string>;
