import { describe, expect, it } from 'vitest';
import { until } from './control-stage.ts';
import { ended, makeProject } from './stage.ts';

describe('a watched status', () => {
  it('notices an engine that starts, follows it as JSON lines and ends with it', async () => {
    const stage = await makeProject([{ name: 'Quick' }], {
      quick: [[{ write: 'src/q.js', text: '// q\n' }, { wait: 500 }]],
    });
    const watcher = stage.start('status', '--watch');
    const watching = ended(watcher);
    // The first look comes before any engine.
    await new Promise((resolve) => watcher.stdout?.once('data', resolve));
    const run = await stage.run('run', '--json');
    expect(run.code).toBe(0);
    const { stdout, code } = await watching;
    expect(code).toBe(0);
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { running: boolean; features: { status: string }[] });
    expect(told[0]).toMatchObject({ running: false, features: [{ status: 'ready' }] });
    expect(told.some(({ features }) => features[0]?.status === 'in_progress')).toBe(true);
    expect(told.at(-1)).toMatchObject({ running: false, features: [{ status: 'merged' }] });
    expect(new Set(stdout.trimEnd().split('\n')).size).toBe(told.length);
  });

  it('ends with 130 on Ctrl+C, and tells of what another terminal adds meanwhile', async () => {
    const stage = await makeProject([{ name: 'One' }], {});
    const watching = stage.start('status', '--watch', '--json');
    let said = '';
    watching.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until(() => {
      expect(said).toContain('"One"');
    });
    await stage.run('feature', 'add', 'Two');
    await until(() => {
      expect(said).toContain('"Two"');
    });
    const end = ended(watching);
    watching.kill('SIGINT');
    expect((await end).code).toBe(130);
  });
});
