import { describe, expect, it } from 'vitest';
import { startStage, until } from './stage.ts';

describe('the engine', () => {
  it('starts no agent for an attempt that is killed while its slot is set up', async () => {
    const { engine, happens, events } = await startStage(
      [[{ name: 'Work' }], { work: [[{ wait: 60_000 }]] }],
      { config: { parallel: 1, setup: { commands: [['sleep', '2']] } } },
    );
    await happens('slot:prepared');
    await engine.killAgent('agent-1');
    await happens('feature:requeued');
    expect(events.some((event) => event.type === 'session:started')).toBe(false);
    expect(engine.view().agents[0]).toMatchObject({ state: 'paused', feature: null });
  });

  it('pauses the run when set-up fails again and again, and ends it where nobody can resume it', async () => {
    const { engine, happens } = await startStage(
      [[{ name: 'Work' }], { work: [[{ wait: 60_000 }]] }],
      {
        endsByItself: true,
        config: { setup: { commands: [['sh', '-c', 'echo no network; exit 1']] } },
      },
    );
    expect((await happens('run:paused')).facts.reason).toContain('set-up failed');
    const summary = await engine.finished;
    expect(summary).toMatchObject({ featuresCompleted: 0, featuresFailed: 0 });
    expect(engine.view().features.at(0)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('takes up a feature that another process adds', async () => {
    const { engine, happens, stage } = await startStage([
      [],
      { late: [[{ write: 'src/late.js', text: '// late\n' }]] },
    ]);
    expect((await stage.run('feature', 'add', 'Late')).code).toBe(0);
    await happens('feature:merged');
    expect([...engine.view().features]).toMatchObject([{ name: 'Late', state: 'merged' }]);
  });

  it('tells other processes what its slots do', async () => {
    const { happens, stage } = await startStage(
      [[{ name: 'Work' }], { work: [[{ wait: 60_000 }]] }],
      { config: { parallel: 2 } },
    );
    const { facts } = await happens('session:started');
    await until(async () => {
      const status = JSON.parse((await stage.run('status', '--json')).stdout) as object;
      expect(status).toMatchObject({
        running: true,
        agents: [
          { name: 'agent-1', state: 'working', feature: 1, pid: facts.pid },
          { name: 'agent-2', state: 'idle', feature: null, pid: null },
        ],
      });
    });
  });

  it('stops in good order: work is kept, features are queued again, nothing runs on', async () => {
    const { engine, happens, stage, worktreeFile } = await startStage([
      [{ name: 'Work' }],
      {
        work: [
          [
            { write: 'src/new.js', text: '// one\n' },
            { fork: 'daemon' },
            { hang: true, ignoreTerm: true },
          ],
        ],
      },
    ]);
    await happens('session:started');
    await until(() => worktreeFile('agent-1', 'src/new.js'));
    await engine.stop('checkpoint-and-stop');
    expect(engine.view().features.at(0)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(engine.checkpoints(1).at(-1)?.changedFiles).toBe(1);
    expect(await stage.leftovers()).toEqual([]);
  });
});
