import { describe, expect, it } from 'vitest';
import { startStage, until, type EngineStage } from './stage.ts';

/** A test that is red whatever happens. */
const redTest = [
  "import assert from 'node:assert/strict';",
  "import { test } from 'node:test';",
  "test('alpha is right', () => assert.equal(1, 2));",
].join('\n');

async function blocked({ engine }: EngineStage, name: string): Promise<string> {
  return until(() => {
    const feature = [...engine.view().features].find((one) => one.name === name);
    if (feature?.state !== 'blocked') throw new Error(`${name} is ${String(feature?.state)}`);
    return feature.blockedReason ?? '';
  });
}

describe('the no-progress breaker', () => {
  it('blocks a feature that the gate rejects for the same test three times, long before its last attempt', async () => {
    const attempt = (text: string) => [
      { write: 'src/alpha.js', text },
      { write: 'test/alpha.test.js', text: redTest },
    ];
    const attempts = ['1', '2', '3', '4'].map(attempt);
    const stage = await startStage([[{ name: 'Alpha' }], { alpha: attempts }]);
    expect(await blocked(stage, 'Alpha')).toMatch(
      /^the same error 3 times, the last: 1 of 2 tests/,
    );
    const feature = stage.queue.features.findByName('Alpha');
    expect(feature).toMatchObject({
      epoch: 3,
      attempts: 3,
      gateFailures: 3,
      conflicts: 0,
      faults: 0,
    });
  });

  it('begins anew when a person retries the feature', async () => {
    const fail = [[{ fail: 3, message: 'no key' }]];
    const stage = await startStage([[{ name: 'Alpha' }], { alpha: fail }]);
    expect(await blocked(stage, 'Alpha')).toContain('the same error 3 times');
    await stage.engine.retryFeature(1);
    await until(() => {
      expect(stage.queue.features.find(1)?.epoch).toBeGreaterThan(3);
    });
    expect(await blocked(stage, 'Alpha')).toContain('the same error 3 times');
    expect(stage.queue.features.find(1)).toMatchObject({ epoch: 6, attempts: 3 });
  });
});

describe('a feature whose agents die', () => {
  it('is blocked after five deaths in a short while, though each died in another way', async () => {
    const words = ['apple', 'pear', 'plum', 'cherry', 'fig'];
    const attempts = words.map((message) => [{ fail: 3, message }]);
    const stage = await startStage([[{ name: 'Alpha' }], { alpha: attempts }]);
    const reason = await blocked(stage, 'Alpha');
    expect(reason).toMatch(/^its agent died 5 times in a short while, the last: .*fig$/);
  });
});

describe('agents of several features that die at the same time', () => {
  it('pause the run with the cause on the screen, before any feature is blocked', async () => {
    const names = ['Alpha', 'Beta', 'Gamma'];
    const dies = [[{ fail: 1, message: 'the provider does not answer' }]];
    const scripts = Object.fromEntries(names.map((name) => [name.toLowerCase(), dies]));
    const stage = await startStage([names.map((name) => ({ name })), scripts]);
    const { facts } = await stage.happens('run:paused');
    expect(facts.reason).toMatch(
      /^3 agents died within 30 s \(the provider or the machine\?\): .*the provider does not answer \(#\d, #\d(, #\d)?\)$/,
    );
    expect(stage.engine.view()).toMatchObject({ banner: facts.reason, run: { state: 'paused' } });
    expect(stage.queue.features.blockedCounts()).toEqual({ failed: 0, others: 0 });
  });
});

describe('features that touch the same files', () => {
  it('are kept apart in time while another one is ready', async () => {
    const work = (name: string) => [[{ write: `src/${name}.js`, text: '1;\n' }, { wait: 800 }]];
    const features = [
      { name: 'Alpha', paths: ['src/shared'] },
      { name: 'Beta', paths: ['src/shared/deep.js'] },
      { name: 'Gamma' },
    ];
    const scripts = { alpha: work('alpha'), beta: work('beta'), gamma: work('gamma') };
    const stage = await startStage([[], scripts], { config: { parallel: 2 } });
    const plain = { description: '', category: '', priority: 1, dependsOn: [], acceptance: '' };
    await stage.engine.addFeatures(features.map((feature) => ({ ...plain, ...feature })));
    await until(() => {
      expect(stage.events.filter(({ type }) => type === 'feature:claimed')).toHaveLength(3);
    });
    const claimed = stage.events.filter(({ type }) => type === 'feature:claimed');
    expect(claimed.map(({ featureId }) => featureId)).toEqual([1, 3, 2]);
  });
});
