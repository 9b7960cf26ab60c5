import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difficulties } from '../../src/engine/model/feature.ts';
import { modelTiers, presetNames, presets, tierFor } from '../../src/engine/model/preset.ts';
import { chooseModel } from '../../src/engine/models/choose-model.ts';
import type { KnownModel, ModelFacts } from '../../src/engine/models/model-facts.ts';
import { sampleMin, trialSampleMin } from '../../src/engine/models/posterior.ts';
import { facts, known, tally } from './facts.ts';

const tallyOf = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .chain(([of, share]) =>
    fc.constantFrom(null, 0.05, 1).map((cost) => tally(Math.round(of * share), of, cost)),
  );

const models = fc
  .tuple(...modelTiers.map(() => fc.tuple(tallyOf, tallyOf, tallyOf)))
  .map((rows): KnownModel[] =>
    modelTiers.map((tier, at) => {
      const [first = tally(0, 0), again = tally(0, 0), elsewhere = tally(0, 0)] = rows[at] ?? [];
      return {
        ...{ tier, model: null, listUsd: null, own: { first, raised: again, repeated: again } },
        others: { first: elsewhere, raised: again, repeated: again },
      };
    }),
  );

const anyFacts = fc
  .record({
    preset: fc.constantFrom(...presetNames),
    category: fc.constantFrom('docs', 'auth', 'api'),
    difficulty: fc.constantFrom(...difficulties),
    tierSet: fc.constant(null),
    rejections: fc.integer({ min: 0, max: 3 }),
    rejectedTier: fc.constantFrom(...modelTiers),
    models,
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  })
  .map((one): ModelFacts => ({
    ...one,
    rejectedTier: one.rejections === 0 ? null : one.rejectedTier,
    seed: one.preset === 'experimental' ? one.seed : null,
  }));

describe('every choice', () => {
  it('is the same for the same facts, also once they were written down and read again', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const readBack = JSON.parse(JSON.stringify(given)) as ModelFacts;
        expect(chooseModel(readBack)).toEqual(chooseModel(given));
      }),
    );
  });

  it('is a tier of the preset, and one sentence with n', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const choice = chooseModel(given);
        const tiers: readonly string[] = presets[given.preset].tiers;
        expect(tiers).toContain(choice.tier);
        expect(choice.reason).toMatch(/\bn = \d+/);
        expect(choice.reason).not.toContain('\n');
      }),
    );
  });

  it('never has a model win of which fewer attempts are known than a sample needs', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { basis, n, tier } = chooseModel(given);
        if (basis !== 'evidence') return;
        const own = given.models.find((model) => model.tier === tier)?.own.first.of ?? 0;
        expect(own).toBe(n);
        const wanted = tierFor(given.preset, given.category, given.difficulty);
        const before = given.models.find((model) => model.tier === wanted)?.own.first.of ?? 0;
        // Either it has shown enough itself, or the one that it stands in for has shown enough against itself.
        const least = given.preset === 'experimental' ? trialSampleMin : sampleMin;
        expect(Math.max(n, given.preset === 'experimental' ? 0 : before)).toBeGreaterThanOrEqual(
          least,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes up and never down after a rejection', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        if (given.rejectedTier === null) return;
        const highest = presets[given.preset].tiers[0];
        const { tier } = chooseModel(given);
        const isUp = modelTiers.indexOf(tier) < modelTiers.indexOf(given.rejectedTier);
        expect(isUp || tier === highest).toBe(true);
      }),
    );
  });
});

describe('the experimental preset', () => {
  const seeds = Array.from({ length: 400 }, (_, at) => at * 7_919);
  const shares = (given: Partial<ModelFacts>) => {
    const counts = { top: 0, middle: 0, small: 0 };
    for (const seed of seeds) {
      counts[
        chooseModel(facts({ preset: 'experimental', category: 'api', ...given, seed })).tier
      ] += 1;
    }
    return counts;
  };

  it('tries cheaper models out while nothing is known, and the dear one where they fail', () => {
    const unknown = shares({});
    expect(Math.min(unknown.small, unknown.middle)).toBeGreaterThan(0);
    const failing = known({ small: { first: tally(0, 9) }, middle: { first: tally(0, 9) } });
    expect(shares({ models: failing }).top).toBeGreaterThan(unknown.top + 50);
  });

  it('does not use a model the more because it landed its one attempt', () => {
    const lucky = known({ small: { first: tally(1, 1, 0.1) } });
    const unknown = known({ small: { first: { ...tally(0, 0), costUsd: 0.1, costed: 1 } } });
    expect(shares({ models: lucky }).small).toBeLessThanOrEqual(shares({ models: unknown }).small);
  });

  it('all but gives up on a model that fails, and settles on one that lands at little cost', () => {
    const models = known({
      top: { first: tally(19, 20, 1) },
      middle: { first: tally(1, 20, 0.4) },
      small: { first: tally(18, 20, 0.1) },
    });
    expect(shares({ models }).small).toBeGreaterThan(390);
    const failing = known({
      top: { first: tally(19, 20, 1) },
      small: { first: tally(0, 20, 0.9) },
    });
    expect(shares({ models: failing }).small).toBe(0);
  });

  it('leaves nothing to chance without a seed, and then tries nothing out', () => {
    const models = known({ small: { first: tally(4, 4, 0.01) } });
    const choice = chooseModel(facts({ preset: 'experimental', category: 'api', models }));
    expect(choice).toMatchObject({ tier: 'middle', basis: 'preset' });
  });
});
