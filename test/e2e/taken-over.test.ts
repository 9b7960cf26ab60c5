import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ended, eventsOf, makeProject, testOf, type Outcome, type Stage } from './stage.ts';
import { endEngine, told } from './told.ts';

/** An agent that writes down that it was started, works for a while and then hands in. */
const slow = (waitMs: number) => [
  [
    { run: ['sh', '-c', 'echo started >> ../../started.txt'] },
    { write: 'src/alpha.js', text: 'export const alpha = 1;\n' },
    { wait: waitMs },
    { write: 'test/alpha.test.js', text: testOf('alpha', 'alpha', '1') },
    { say: 'done' },
  ],
];

async function startsOf(stage: Stage): Promise<number> {
  const { stdout: paths } = await stage.run('paths', '--json');
  const { stateDir } = JSON.parse(paths) as { stateDir: string };
  return (await readFile(`${stateDir}/started.txt`, 'utf8')).trim().split('\n').length;
}

function endings(outcome: Outcome): unknown[] {
  return eventsOf(outcome)
    .filter((event) => event['event'] === 'session:ended')
    .map((event) => event['ending']);
}

/** An agent whose program does not end when it is asked to. */
const stubborn = [
  [
    {
      run: [
        'sh',
        '-c',
        "trap '' TERM; echo started >> ../../started.txt; while :; do sleep 1; done",
      ],
    },
  ],
];

describe('an agent that outlives its engine', () => {
  it('is taken over while it works: it is not started again, and its work lands', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], { alpha: slow(3_000) });
    const first = stage.start('run', '--json');
    await told(first, 'session:started');
    await endEngine(first, 'SIGKILL');

    const second = await stage.run('run', '--json');

    expect(second.stderr).toBe('');
    const events = eventsOf(second).map((event) => event['event']);
    expect(events).toContain('session:adopted');
    expect(events).not.toContain('session:started');
    expect(endings(second)).toEqual(['submitted']);
    expect(second.code).toBe(0);
    expect(await startsOf(stage)).toBe(1);
    expect(await stage.leftovers()).toEqual([]);
    const sessions = (await stage.run('log', '--json')).stdout.trim().split('\n');
    const { id } = JSON.parse(sessions[0] ?? '') as { id: string };
    const lines = (await stage.run('log', id)).stdout;
    expect(lines.match(/say +done/g)).toHaveLength(1);
    expect(lines.match(/src\/alpha\.js/g)).toHaveLength(1);
  });

  it('and ends before the next one starts has its exit code counted all the same', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], { alpha: slow(200) });
    const first = stage.start('run', '--json');
    await told(first, 'session:started');
    await endEngine(first, 'SIGKILL');
    const isOver = async () => (await stage.leftovers()).length === 0;
    while (!(await isOver())) await new Promise(setImmediate);

    const second = await stage.run('run', '--json');

    expect(endings(second)).toEqual(['submitted']);
    expect(second.code).toBe(0);
    expect(await startsOf(stage)).toBe(1);
  });

  it('is left running when that is what the project wants, and taken over later', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], { alpha: slow(3_000) });
    const config = JSON.parse(await stage.read('agent-tui.json')) as object;
    await stage.write('agent-tui.json', JSON.stringify({ ...config, leave: 'run' }));
    const first = stage.start('run', '--json');
    await told(first, 'session:started');
    await endEngine(first, 'SIGTERM');
    expect(await stage.leftovers()).not.toEqual([]);
    expect((await stage.run('agent', 'list')).stdout).toMatch(/agent-1 +left running +#1 Alpha/);

    const second = await stage.run('run', '--json');

    const words = eventsOf(second).map((event) => event['what']);
    expect(words).toContain('The last run left its agents working: 1 of its agents was taken over');
    expect(endings(second)).toEqual(['submitted']);
    expect(await startsOf(stage)).toBe(1);
    expect(await stage.leftovers()).toEqual([]);
  });

  it('because a person would not wait for its end is told of', async () => {
    const limits = { killGraceMs: 60_000 };
    const stage = await makeProject([{ name: 'Alpha' }], { alpha: stubborn }, limits);
    const run = stage.start('run', '--json');
    const end = ended(run);
    await told(run, 'session:started');
    while ((await startsOf(stage).catch(() => 0)) === 0) await new Promise(setImmediate);
    run.kill('SIGINT');
    // Two signals in one moment are one.
    const isStopping = async () => (await stage.run('status')).stdout.includes('stopping');
    while (!(await isStopping())) await new Promise(setImmediate);
    run.kill('SIGINT');
    expect((await end).stderr).toContain('agents that still work are taken over at the next start');
    expect(await stage.leftovers()).not.toEqual([]);
  });

  it('is ended by default, its work kept and not charged', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], { alpha: slow(60_000) });
    const first = stage.start('run', '--json');
    await told(first, 'session:started');
    await endEngine(first, 'SIGTERM');
    expect(await stage.leftovers()).toEqual([]);
    const { stdout } = await stage.run('feature', 'show', 'Alpha', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'pending',
      attempts: 0,
      faults: 0,
      epoch: 1,
    });
  });
});
