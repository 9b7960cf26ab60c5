import { expect, it } from 'vitest';
import { isEngineRunning, placesOf } from '../../src/engine/db/index.ts';
import { openProject, startEngine } from '../../src/engine/index.ts';
import { thenEach } from '../../src/engine/then-each.ts';
import { makeProject } from '../e2e/stage.ts';

it('a run that cannot write any more gives the project back all the same', async () => {
  const stage = await makeProject([{ name: 'Alpha' }], {});
  const project = await openProject({ dir: stage.dir, env: stage.env });
  const engine = await startEngine(project, {
    endsByItself: false,
    env: stage.env,
    // The last word of a run: what it writes after this fails, and so does the look at what is to be backed up.
    onEvent: ({ type }) => {
      if (type === 'run:finished') project.db.close();
    },
  });
  const { lock } = placesOf(project.paths.database);
  expect(isEngineRunning(lock)).toBe(true);
  await expect(engine.stop('checkpoint-and-stop')).rejects.toThrow('not open');
  expect(isEngineRunning(lock)).toBe(false);
}, 60_000);

it('each step is done whatever failed before it, and the first failure is told', async () => {
  const done: string[] = [];
  const ended = thenEach(
    () => Promise.reject(new Error('work')),
    [
      () => {
        throw new Error('first');
      },
      () => Promise.reject(new Error('second')),
      () => done.push('third'),
    ],
  );
  await expect(ended).rejects.toThrow('work');
  expect(done).toEqual(['third']);
  const throwing = () => {
    throw new Error('first');
  };
  await expect(thenEach(() => Promise.resolve(1), [throwing])).rejects.toThrow('first');
  await expect(thenEach(() => Promise.resolve(1), [() => 2])).resolves.toBe(1);
});
