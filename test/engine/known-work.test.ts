import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openKnowledge, systemClock } from '../../src/engine/index.ts';
import { startStage, until, type EngineStage } from './stage.ts';

const testThat = (name: string, holds: boolean) =>
  [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    `test('${name}', () => assert.equal(1, ${holds ? '1' : '2'}));`,
  ].join('\n');

function knowledgeOf({ project }: EngineStage) {
  return openKnowledge(project.db, systemClock.now);
}

describe('what an engine learns', () => {
  it('is how each attempt ended: not handed in, rejected with its red tests, landed', async () => {
    const attempts = [
      [{ fail: 3, message: 'no key' }],
      [{ write: 'test/alpha.test.js', text: testThat('alpha is right', false) }],
      [{ write: 'test/alpha.test.js', text: testThat('alpha is right', true) }],
    ];
    const stage = await startStage([[{ name: 'Alpha', category: 'api' }], { alpha: attempts }]);
    await stage.happens('main:landed');
    const pattern = knowledgeOf(stage).find(1);
    expect(pattern).toMatchObject({
      featureId: 1,
      origin: 'gate',
      category: 'api',
      outcome: 'landed',
      attempts: 3,
      agent: 'scripted',
      files: ['test/alpha.test.js'],
      failingTests: ['alpha is right'],
    });
    expect(pattern?.tries.map(({ outcome }) => outcome)).toEqual(['failed', 'rejected', 'landed']);
    expect(pattern?.durationMs).toBeGreaterThan(0);
  });

  it('is told to the agent of similar work, and not to that of other work', async () => {
    const write = (name: string) => [
      [{ write: `test/${name}.test.js`, text: testThat(`${name} is right`, true) }],
    ];
    const features = [
      { name: 'Export invoices' },
      { name: 'Export invoices by mail', dependsOn: ['Export invoices'] },
      { name: 'Zebra', dependsOn: ['Export invoices'] },
    ];
    const stage = await startStage([
      features,
      {
        'export-invoices': write('one'),
        'export-invoices-by-mail': write('two'),
        zebra: write('three'),
      },
    ]);
    await until(() => {
      expect(stage.queue.features.countIn('merged')).toBe(3);
    });
    const logs = stage.queue.sessions.all(10).map(({ logFile }) => readFileSync(logFile, 'utf8'));
    const promptOf = (name: string) => logs.find((log) => log.includes(`Feature: ${name}"`));
    expect(promptOf('Export invoices by mail')).toContain('"1 similar, 1 landed, first try 1"');
    expect(promptOf('Zebra')).not.toContain('similar');
    const reference = (text: string) => knowledgeOf(stage).reference({ text });
    expect(reference('Export invoices')?.counts).toMatchObject({
      similar: 2,
      landed: 2,
      firstTry: 2,
    });
  });
});
