import { expect, it, vi } from 'vitest';
import { json } from './control-stage.ts';
import { ended, makeProject } from './stage.ts';

const turns = (count: number) =>
  Array.from({ length: count }, () => [
    // Long enough that a busy machine hears of one turn before the next is over.
    { wait: 1_000 },
    { usage: { tokens: 1_100, costUsd: 0.3, inputTokens: 1_000, outputTokens: 100 } },
  ]).flat();

it('a run without a screen stops at its budget, ends, keeps the work, and goes on once it is raised', async () => {
  const stage = await makeProject([{ name: 'Spend' }], {
    spend: [[{ write: 'src/half.js', text: '// half\n' }, ...turns(20)], turns(1)],
  });
  const set = await stage.run('budget', 'set', 'run', '1');
  expect(set.stdout).toBe('a run may spend $1.00\n');
  const run = await stage.run('run', '--json');
  const words =
    'the budget of this run is used up ($1.20 of $1.00): agent-tui budget set run USD raises it';
  const events = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; reason?: string; ending?: string });
  expect(events.find(({ event }) => event === 'run:paused')?.reason).toBe(words);
  expect(events.find(({ event }) => event === 'session:ended')?.ending).toBe('stopped');
  expect(run.code).toBe(1);
  const spent = json(await stage.run('budget', '--json')) as {
    run: object;
    features: object[];
    total: object;
  };
  // The one turn that was under way is all that came on top.
  expect(spent.run).toMatchObject({ spentUsd: expect.closeTo(1.2) as number, limitUsd: 1 });
  expect(spent.features).toMatchObject([{ name: '1', limitUsd: null, priciestUsd: null }]);
  const shown = await stage.run('budget');
  expect(shown.stdout).toMatch(/^this run +\$1.20 +\$1.00 +unknown +unknown$/m);
  const show = json(await stage.run('feature', 'show', 'Spend', '--json'));
  expect(show).toMatchObject({
    state: 'pending',
    attempts: 0,
    model: { tier: 'top', model: null, n: 0 },
  });
  await stage.run('budget', 'clear', 'run');
  expect((await stage.run('run')).code).toBe(0);
  const total = json(await stage.run('budget', '--json')) as { total: { spentUsd: number } };
  expect(total.total.spentUsd).toBeGreaterThan(1.4);
  expect(await stage.leftovers()).toEqual([]);
});

it('an agent that is held for its budget says so to every other terminal, and goes on when it is raised there', async () => {
  const stage = await makeProject([{ name: 'Spend' }, { name: 'Other' }], {
    spend: [[...turns(2), { write: 'src/spend.js', text: '// done\n' }]],
    other: [[{ wait: 60_000 }]],
  });
  await stage.run('budget', 'set', 'feature', 'Spend', '0.3');
  const engine = stage.start('run', '--json', '--parallel', '2');
  const done = ended(engine);
  const status = async () => json(await stage.run('status', '--json')) as { banner: string | null };
  const banner =
    'the budget of feature #1 is used up ($0.30 of $0.30): agent-tui budget set feature 1 USD raises it';
  await vi.waitFor(async () => expect((await status()).banner).toBe(banner), {
    timeout: 25_000,
    interval: 300,
  });
  const resumed = await stage.run('agent', 'resume', 'agent-1');
  expect(resumed).toMatchObject({ code: 2 });
  expect(resumed.stderr).toContain(banner);
  await stage.run('budget', 'set', 'feature', '1', '5');
  await vi.waitFor(
    async () => {
      const rows = json(await stage.run('feature', 'list', '--json')) as { state: string }[];
      expect(rows[0]?.state).toBe('merged');
    },
    { timeout: 25_000, interval: 500 },
  );
  expect((await status()).banner).toBeNull();
  engine.kill('SIGTERM');
  await done;
});

it('presets are listed, shown and applied, and a wrong word is refused with what would be right', async () => {
  const stage = await makeProject([], {});
  const listed = await stage.run('preset', 'list');
  expect(listed.stdout).toMatch(/^\* +balanced +top tier/m);
  expect((await stage.run('preset', 'apply', 'cheap')).stdout).toBe(
    'cheap is in force from the next attempt on\n',
  );
  const rows = json(await stage.run('preset', 'list', '--json')) as {
    name: string;
    inForce: boolean;
  }[];
  expect(rows.filter(({ inForce }) => inForce).map(({ name }) => name)).toEqual(['cheap']);
  expect((await stage.run('preset', 'show', 'economy')).stdout).toContain('auth, database');
  for (const wrong of [
    ['preset', 'apply', 'best'],
    ['preset', 'show', 'best'],
    ['budget', 'set', 'run', '-1'],
    ['budget', 'set', 'run', 'much'],
    ['budget', 'set', 'week', '5'],
    ['budget', 'set', 'agent', 'agent-9', '5'],
    ['budget', 'set', 'feature', '9', '5'],
    ['feature', 'add', 'X', '--difficulty', 'extreme'],
  ]) {
    const { code, stdout, stderr } = await stage.run(...wrong);
    expect({ wrong, code, stdout }).toEqual({ wrong, code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  }
  await stage.run('feature', 'add', 'Deep', '--difficulty', 'hard');
  await stage.run('feature', 'edit', 'Deep', '--priority', '3');
  const shown = json(await stage.run('feature', 'show', 'Deep', '--json'));
  expect(shown).toMatchObject({ difficulty: 'hard', priority: 3, model: null });
});
