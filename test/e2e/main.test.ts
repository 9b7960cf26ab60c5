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
      two: [[{ wait: 7_000 }, { write: 'src/two.js', text: '// two\n' }]],
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
});
