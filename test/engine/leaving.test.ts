import { expect, it } from 'vitest';
import { startStage } from './stage.ts';

const slow = [
  [
    { write: 'src/a.js', text: '// a\n' },
    { hang: true, ignoreTerm: true },
  ],
] as const;

it('an agent that is being killed when its engine leaves the others running is still killed, and not charged', async () => {
  const stage = await startStage([[{ name: 'Alpha' }], { alpha: slow }]);
  await stage.happens('session:started');
  await stage.engine.killAgent('agent-1');
  await stage.engine.stop('leave-running');
  const { facts } = await stage.happens('session:ended');
  expect(facts.ending).toBe('killed');
  expect(stage.queue.features.find(1)).toMatchObject({ state: 'pending', attempts: 0, faults: 0 });
  expect(stage.queue.sessions.open()).toEqual([]);
});
