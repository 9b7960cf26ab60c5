import { getEventListeners } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { openProject, systemClock, watchStatus } from '../../src/engine/index.ts';
import { makeProject } from '../e2e/stage.ts';
import { until } from '../engine/stage.ts';
import { startOne } from './stage.ts';

const onStatus = () => undefined;

it('a watched run is left at once when the signal comes while its engine is looked for', async () => {
  const { project, engine } = await startOne();
  const enough = new AbortController();
  const watching = watchStatus(project, { clock: systemClock, signal: enough.signal, onStatus });
  enough.abort();
  await watching;
  expect(engine.view().run.state).toBe('running');
});

it('waiting for an engine for long leaves no listener behind', async () => {
  const stage = await makeProject([], {});
  const project = await openProject({ dir: stage.dir, env: stage.env });
  onTestFinished(() => {
    project.close();
  });
  let looks = 0;
  const after = (_delayMs: number, call: () => void) => {
    looks += 1;
    return systemClock.after(1, call);
  };
  const enough = new AbortController();
  const { signal } = enough;
  const watching = watchStatus(project, { clock: { ...systemClock, after }, signal, onStatus });
  await until(() => {
    expect(looks).toBeGreaterThan(5);
  });
  expect(getEventListeners(signal, 'abort').length).toBeLessThan(2);
  enough.abort();
  await watching;
});
