import { describe, expect, it } from 'vitest';
import { snapshot } from './snapshot.ts';
import { eventsOf, makeProject, testOf } from './stage.ts';

const double = 'export const double = (n) => n * 2;\n';

describe('agent-tui run', () => {
  it('merges a good feature, sends a bad one back with the failing test, and touches nothing else', async () => {
    const stage = await makeProject([{ name: 'Double' }, { name: 'Half', dependsOn: ['Double'] }], {
      double: [
        [
          { write: 'src/double.js', text: double },
          { write: 'test/double.test.js', text: testOf('double', 'double(2)', '4') },
        ],
      ],
      half: [
        [
          { write: 'src/half.js', text: 'export const half = (n) => n / 3;\n' },
          { write: 'test/half.test.js', text: testOf('half', 'half(4)', '2') },
        ],
        [{ replace: 'src/half.js', old: 'n / 3', new: 'n / 2' }],
      ],
    });
    await stage.write('notes.txt', 'an untracked file of the person\n');
    await stage.write('src/sum.js', 'export const sum = (a, b) => b + a; // being edited\n');
    const before = await snapshot(stage.dir);

    const outcome = await stage.run('run', '--json');

    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(0);
    const events = eventsOf(outcome);
    expect(events.at(-1)).toMatchObject({
      event: 'run:finished',
      featuresCompleted: 2,
      featuresFailed: 0,
      featuresBlocked: 0,
      featuresLeft: 0,
      landed: false,
    });
    const rejected = events.find(
      (e) => e['event'] === 'verdict:decided' && e['outcome'] === 'rejected',
    );
    expect(rejected?.['firstFailure']).toMatch(/half is right test\/half\.test\.js:\d+/);
    expect(events.every((e) => typeof e['time'] === 'string')).toBe(true);
    expect(await snapshot(stage.dir)).toEqual(before);
    expect(stage.git('show', 'agent-tui/main:src/half.js')).toContain('n / 2');
    expect(await stage.leftovers()).toEqual([]);
  });

  it('gives both sides of a conflict back and lands the resolution', async () => {
    const edit = (text: string) => [
      [
        { write: 'src/sum.js', text },
        { write: `test/${String(text.length)}.test.js`, text: testOf('sum', 'sum(1, 1)', '2') },
      ],
      [
        {
          resolve: 'src/sum.js',
          text: 'export const sum = (a, b) => [a, b].reduce((x, y) => x + y);\n',
        },
      ],
    ];
    const stage = await makeProject([{ name: 'One' }, { name: 'Two' }], {
      one: edit('export const sum = (...all) => all.reduce((x, y) => x + y);\n'),
      two: edit('export const sum = (a, b) => Number(a) + Number(b);\n'),
    });

    const outcome = await stage.run('run', '--json', '--parallel', '2');

    expect(outcome.code).toBe(0);
    const events = eventsOf(outcome);
    expect(events.filter((e) => e['outcome'] === 'conflicted')).toHaveLength(1);
    const restart = events.findLast((e) => e['event'] === 'slot:prepared');
    expect(restart?.['conflicts']).toEqual(['src/sum.js']);
    expect(stage.git('show', 'agent-tui/main:src/sum.js')).toContain('[a, b]');
  });

  it('recovers an agent that hangs, and says so', async () => {
    const stage = await makeProject(
      [{ name: 'Stuck' }],
      {
        stuck: [
          [
            { write: 'src/stuck.js', text: '' },
            { hang: true, ignoreTerm: true },
          ],
          [{ write: 'src/free.js', text: '' }],
        ],
      },
      { stallAfterMs: 1000, nudgeAfterMs: 500 },
    );
    const outcome = await stage.run('run', '--json');
    expect(outcome.code).toBe(0);
    expect(eventsOf(outcome).find((e) => e['event'] === 'session:ended')).toMatchObject({
      ending: 'stalled',
      survivors: 0,
    });
    expect(stage.git('show', '--stat', '--format=', 'agent-tui/main')).toContain('src/stuck.js');
  });

  it('ends with exit code 1 when a feature never passes, and keeps its work', async () => {
    const stage = await makeProject(
      [{ name: 'Bad' }, { name: 'Later', dependsOn: ['Bad'] }],
      {
        bad: [
          [
            { write: 'test/bad.test.js', text: testOf('sum', 'sum(1, 1)', '3') },
            { append: 'src/sum.js', text: '// x\n' },
          ],
        ],
      },
      { attemptsMax: 2 },
    );
    const outcome = await stage.run('run', '--json');
    expect(outcome.code).toBe(1);
    expect(eventsOf(outcome).at(-1)).toMatchObject({
      featuresCompleted: 0,
      featuresFailed: 1,
      featuresBlocked: 1,
      featuresLeft: 0,
    });
    const status = JSON.parse((await stage.run('status', '--json')).stdout) as {
      features: { state: string; attempts: number; blockedReason: string }[];
      main: { target: string; behind: number };
    };
    expect(status.features[0]).toMatchObject({ state: 'blocked', attempts: 2 });
    expect(status.features[1]?.blockedReason).toContain('needs "Bad"');
    expect(status.main).toMatchObject({ target: 'main', behind: 0 });
  });

  it('is refused while another engine runs the project, which is named', async () => {
    const stage = await makeProject([{ name: 'Slow' }], { slow: [[{ wait: 60_000 }]] });
    const first = stage.start('run', '--json');
    await new Promise<void>((resolve) => {
      first.stdout?.on('data', (text: Buffer) => {
        if (text.toString().includes('session:started')) resolve();
      });
    });
    const second = await stage.run('run');
    expect(second.code).toBe(3);
    expect(second.stderr).toContain(`process ${String(first.pid)}`);
    first.kill('SIGINT');
    const code = await new Promise((resolve) => first.once('exit', resolve));
    expect(code).toBe(130);
    expect(await stage.leftovers()).toEqual([]);
  });
});
