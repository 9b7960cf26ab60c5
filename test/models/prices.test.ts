import { beforeAll, expect, it, test } from 'vitest';
import { modelsOfDriver } from '../../src/engine/model/agent-models.ts';
import { modelTiers } from '../../src/engine/model/preset.ts';
import { listCost, loadPrices, type PriceOf } from '../../src/engine/models/prices.ts';

let priceOf: PriceOf;
beforeAll(async () => {
  priceOf = await loadPrices(() => Date.UTC(2026, 10, 27));
});

test.each(['', 'nonsense', 'lab/fake-model', '__proto__', 'x'.repeat(10_000), 'a\nb'])(
  'of %j nobody knows what it costs, which is not nothing',
  (model) => {
    expect(priceOf(model)).toBeNull();
  },
);

test.each(['claude', 'codex', 'gemini', 'opencode', 'qwen'])(
  'every default model of %s has a price, and the dearer tier is not the cheaper one',
  (driver) => {
    const models = modelsOfDriver(driver);
    const costs = modelTiers.map((tier) =>
      listCost(priceOf(models[tier] ?? ''), { input: 1_000_000, output: 100_000 }),
    );
    expect(costs.every((cost) => cost !== null && cost > 0)).toBe(true);
    expect(costs.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(costs);
  },
);

test.each(['command', 'scripted', 'toString'])('%s has no models of its own', (driver) => {
  expect(modelsOfDriver(driver)).toEqual({});
});

it('knows a model by its short name, its full name and as provider/model', () => {
  const price = priceOf('claude-haiku-4-5');
  expect(price?.inputUsd).toBeGreaterThan(0);
  expect(priceOf('haiku')).toEqual(price);
  expect(priceOf('anthropic/claude-haiku-4-5')).toEqual(price);
});

it('costs tokens in proportion, however many they are, and what is not known costs what is not known', () => {
  const price = { inputUsd: 2e-6, outputUsd: 8e-6 };
  expect(listCost(price, { input: 3_000_000, output: 0 })).toBeCloseTo(6);
  expect(listCost(price, { input: 1_000, output: 1_000 })).toBeCloseTo(0.01);
  expect(listCost(price, { input: null, output: 5 })).toBeNull();
  expect(listCost(null, { input: 1, output: 1 })).toBeNull();
});
