import { expect, it } from 'vitest';
import { openProject, startEngine } from '../../src/engine/index.ts';
import { startStage, until } from './stage.ts';

const slow = [[{ write: 'src/new.js', text: '// one\n' }, { wait: 4_000 }]];

it('a start that fails after it took an agent over leaves it to the next start alone', async () => {
  const first = await startStage([[{ name: 'Work' }], { work: slow }], { config: { parallel: 1 } });
  await first.happens('session:started');
  await first.engine.stop('leave-running');
  const { dir, env } = first.stage;
  const given = { endsByItself: false, env };
  const failing = await openProject({ dir, env });
  failing.db.exec(
    "CREATE TEMP TRIGGER refused BEFORE INSERT ON main.runs BEGIN SELECT RAISE(ABORT, 'refused'); END",
  );
  const heard: string[] = [];
  const onEvent = ({ type }: { type: string }) => heard.push(type);
  await expect(startEngine(failing, { ...given, onEvent })).rejects.toThrow('refused');
  expect(heard).toContain('session:adopted');
  const project = await openProject({ dir, env });
  const told: string[] = [];
  const engine = await startEngine(project, { ...given, onEvent: ({ type }) => told.push(type) });
  await until(() => {
    expect(told).toContain('session:ended');
  });
  await engine.stop('checkpoint-and-stop');
  expect(told).toContain('session:adopted');
  expect(heard).not.toContain('session:ended');
  failing.close();
  project.close();
});
