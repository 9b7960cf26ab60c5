import { describe, expect, it } from 'vitest';
import { ended, eventsOf, makeProject, testOf } from './stage.ts';

const addFile = (name: string) => [
  [{ wait: 300 }, { write: `src/${name}.js`, text: `// ${name}\n` }],
];

describe('main', () => {
  it('that is red itself stops the run, blames no feature and keeps what was built', async () => {
    const stage = await makeProject([{ name: 'Good' }], { good: addFile('good') });
    await stage.write('test/red.test.js', testOf('sum', 'sum(1, 1)', '3'));
    stage.commitAll('a red test');

    const outcome = await stage.run('run', '--json');

    expect(outcome.code).toBe(1);
    const events = eventsOf(outcome);
    expect(events.find((event) => event['event'] === 'run:paused')?.['reason']).toMatch(
      /main itself is red: sum is right \(test\/red\.test\.js:\d+\)/,
    );
    expect(events.at(-1)).toMatchObject({ featuresCompleted: 0, featuresFailed: 0 });

    await stage.write('test/red.test.js', testOf('sum', 'sum(1, 1)', '2'));
    stage.commitAll('mended');
    expect((await stage.run('run')).code).toBe(0);
    expect(stage.git('show', 'agent-tui/main:src/good.js')).toContain('good');
  });

  it('that the person moves meanwhile is merged, tested and built upon; land brings their branch forward', async () => {
    const stage = await makeProject([{ name: 'One' }, { name: 'Two', dependsOn: ['One'] }], {
      one: addFile('one'),
      two: [[{ wait: 3_000 }, { write: 'src/two.js', text: '// two\n' }]],
    });
    const child = stage.start('run', '--json');
    const finished = ended(child);
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (text: Buffer) => {
        if (text.toString().includes('"feature:merged"')) resolve();
      });
    });
    await stage.write('src/mine.js', '// the person\n');
    stage.commitAll('my own commit');

    const outcome = await finished;

    expect(outcome.code).toBe(0);
    expect(eventsOf(outcome).map((event) => event['event'])).toContain('main:moved');
    expect(stage.git('ls-tree', '--name-only', 'agent-tui/main', 'src/')).toBe(
      'src/mine.js\nsrc/one.js\nsrc/sum.js\nsrc/two.js\n',
    );
    expect(stage.git('status', '--porcelain')).toBe('');
    const landing = await stage.run('land', '--json');
    expect(JSON.parse(landing.stdout)).toMatchObject({ kind: 'landed' });
    expect(stage.git('rev-parse', 'main')).toBe(stage.git('rev-parse', 'agent-tui/main'));
    expect(stage.git('status', '--porcelain')).toBe('');
  });

  it('is not landed onto a dirty checkout, which is left as it is', async () => {
    const stage = await makeProject([{ name: 'One' }], { one: addFile('one') });
    expect((await stage.run('run')).code).toBe(0);
    await stage.write('src/sum.js', 'export const sum = 0;\n');
    const landing = await stage.run('land');
    expect(landing.code).toBe(1);
    expect(landing.stdout).toMatch(/main was not moved: .*src\/sum\.js/);
    expect(await stage.read('src/sum.js')).toBe('export const sum = 0;\n');
  });

  it('that the person moved is taken up by a run with an empty queue too, so that it can be landed', async () => {
    const stage = await makeProject([{ name: 'One' }], { one: addFile('one') });
    expect((await stage.run('run')).code).toBe(0);
    await stage.write('src/mine.js', '// the person\n');
    stage.commitAll('my own commit');
    expect((await stage.run('land')).code).toBe(1);

    const outcome = await stage.run('run', '--json');

    expect(outcome.code).toBe(0);
    expect(eventsOf(outcome).map((event) => event['event'])).toContain('main:landed');
    expect((await stage.run('land')).code).toBe(0);
    expect(await stage.read('src/one.js')).toBe('// one\n');
  });

  it('that the person rewrites stops the run: nothing lands until they decide', async () => {
    const stage = await makeProject([{ name: 'Long' }], {
      long: [[{ wait: 4_000 }, { write: 'src/long.js', text: '// long\n' }]],
    });
    const child = stage.start('run', '--json');
    const finished = ended(child);
    const sees = (text: string) =>
      new Promise<void>((resolve) => {
        child.stdout?.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes(text)) resolve();
        });
      });
    await sees('"session:started"');
    await stage.write('src/mine.js', '// first\n');
    stage.commitAll('to be rewritten');
    await sees('"main:landed"');
    stage.git('commit', '--quiet', '--amend', '--message', 'rewritten');

    const outcome = await finished;

    expect(outcome.code).toBe(1);
    expect(eventsOf(outcome).map((event) => event['event'])).toContain('main:diverged');
    const status = JSON.parse((await stage.run('status', '--json')).stdout) as object;
    expect(status).toMatchObject({ main: { diverged: true } });
  });
});
