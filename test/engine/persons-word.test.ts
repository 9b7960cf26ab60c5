import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startStage, until } from './stage.ts';

const working = [[{ write: 'src/new.js', text: '// one\n' }, { wait: 60_000 }]];
const one = { parallel: 1 };

describe('a person', () => {
  it('pauses an agent: its process stands still, and goes on when resumed', async () => {
    const { engine, happens } = await startStage([[{ name: 'Work' }], { work: working }], {
      config: one,
    });
    const { facts } = await happens('session:started');
    await engine.pauseAgent('agent-1');
    expect(stateOf(facts.pid)).toBe('T');
    expect(engine.view().agents[0]?.state).toBe('paused');
    await engine.resumeAgent('agent-1');
    await until(() => {
      expect(stateOf(facts.pid)).not.toBe('T');
    });
    expect(engine.view().agents[0]?.state).toBe('working');
  });

  it('is refused by a rejection, never by a throw before there is a promise', async () => {
    const { engine } = await startStage([[], {}], { config: one });
    const words = [
      engine.sendMessage('agent-1', 'hello'),
      engine.killAgent('agent-1'),
      engine.pauseAgent('agent-7'),
    ];
    const outcomes = await Promise.allSettled(words);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('rolls a work tree back and undoes it, with the agent standing still meanwhile', async () => {
    const { engine, happens, worktreeFile } = await startStage(
      [
        [{ name: 'Work' }],
        {
          work: [
            [
              { write: 'src/new.js', text: '// one\n' },
              { wait: 1500 },
              { write: 'src/new.js', text: '// two\n' },
              { wait: 60_000 },
            ],
          ],
        },
      ],
      { config: one },
    );
    await happens('session:started');
    await until(async () => {
      expect(await worktreeFile('agent-1', 'src/new.js')).toBe('// one\n');
    });
    await engine.createCheckpoint('agent-1', 'the first version');
    const first = engine.checkpoints(1)[0];
    await until(async () => {
      expect(await worktreeFile('agent-1', 'src/new.js')).toBe('// two\n');
    });
    await engine.rollback('agent-1', { epoch: 1, number: first?.number ?? 0 });
    expect(await worktreeFile('agent-1', 'src/new.js')).toBe('// one\n');
    await engine.undoRollback('agent-1');
    expect(await worktreeFile('agent-1', 'src/new.js')).toBe('// two\n');
    expect(engine.view().agents[0]?.state).toBe('working');
  });

  it('kills an agent: the slot is held, and what it did is where the next attempt goes on', async () => {
    const { engine, happens, worktreeFile, events } = await startStage(
      [
        [{ name: 'Work' }],
        { work: [...working, [{ append: 'src/new.js', text: '// more\n' }, { wait: 60_000 }]] },
      ],
      { config: one },
    );
    await happens('session:started');
    await until(() => worktreeFile('agent-1', 'src/new.js'));
    await engine.killAgent('agent-1');
    expect((await happens('session:ended')).facts).toMatchObject({
      ending: 'killed',
      survivors: 0,
    });
    expect((await happens('feature:requeued')).facts.charged).toBe(false);
    expect(engine.view().agents[0]?.state).toBe('paused');
    await engine.resumeAgent('agent-1');
    await until(async () => {
      expect(await worktreeFile('agent-1', 'src/new.js')).toBe('// one\n// more\n');
    });
    expect(events.filter((event) => event.type === 'feature:claimed')).toHaveLength(2);
    expect(engine.view().features.at(0)?.attempts).toBe(1);
  });

  it('blocks a feature that is worked on: the agent ends, its work is kept for a retry', async () => {
    const { engine, happens, worktreeFile } = await startStage(
      [[{ name: 'Work' }], { work: working }],
      { config: one },
    );
    await happens('session:started');
    await until(() => worktreeFile('agent-1', 'src/new.js'));
    await engine.blockFeature(1);
    await happens('session:ended');
    await until(() => {
      const feature = engine.view().features.at(0);
      expect(feature).toMatchObject({ state: 'blocked', blockedReason: 'blocked by a person' });
      expect(feature?.head).toBe(engine.checkpoints(1).at(-1)?.commit);
    });
  });

  it('cancels a feature while its tests run: it does not land', async () => {
    const { engine, happens, stage, events } = await startStage([
      [{ name: 'Work' }],
      {
        work: [
          [
            {
              write: 'test/slow.test.js',
              text: 'await new Promise((done) => setTimeout(done, 1500));\n',
            },
          ],
        ],
      },
    ]);
    await happens('candidate:verifying');
    await engine.cancelFeature(1);
    await happens('verdict:decided');
    await until(() => {
      expect(engine.view().gate.current).toBeNull();
    });
    expect(events.some((event) => event.type === 'main:landed')).toBe(false);
    expect(engine.view().features.at(0)?.state).toBe('cancelled');
    expect(stage.git('branch', '--list', 'agent-tui/main')).toBe('');
  });
});

function stateOf(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[0];
}
