import { readFile, writeFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { makeProject, testOf, type Stage } from './stage.ts';
import { atRest, isTerminalSane, keys, open, processes } from './terminal.ts';
import type { ProgramTerminal } from './terminal.ts';

const long = { wait: 600_000 };

/** Two agents at work for as long as the test takes: one that has changed a file, one that has said a lot. */
function twoAtWork(): Promise<Stage> {
  return makeProject([{ name: 'Long' }, { name: 'Chatty' }], {
    long: [[{ write: 'src/long.js', text: 'one\n' }, { say: 'The first line stands.' }, long]],
    chatty: [
      [
        { flood: { lines: 300, text: 'much before' } },
        { say: 'Here is a needle.' },
        { flood: { lines: 300, text: 'much after' } },
        { say: 'Another needle at the end.' },
        long,
      ],
    ],
    double: [
      [
        { write: 'src/double.js', text: 'export const double = (n) => n * 2;\n' },
        { write: 'test/double.test.js', text: testOf('double', 'double(2)', '4') },
      ],
    ],
  });
}

/** Waits until both agents show their work. */
async function started(stage: Stage): Promise<ProgramTerminal> {
  const terminal = open(stage, '--parallel', '3');
  await terminal.sees('The first line stands.');
  await terminal.sees('Another needle at the end.');
  return terminal;
}

async function quits(terminal: ProgramTerminal, stage: Stage): Promise<void> {
  await terminal.does('q', 'Pause them with a checkpoint and quit');
  await terminal.does(keys.escape, /q quit/);
  await terminal.does('q', 'Pause them with a checkpoint and quit');
  terminal.press(keys.right, keys.enter);
  expect(await terminal.ended()).toBe(0);
  expect(await terminal.modes()).toEqual(atRest);
  expect(await isTerminalSane(stage)).toBe(true);
  expect(await stage.leftovers()).toEqual([]);
}

it('moves about: focus, zoom, log, help, palette, sizes, and leaves the terminal as it was', async () => {
  const stage = await twoAtWork();
  const terminal = await started(stage);
  expect((await terminal.modes())['screen']).toBe('alternate');
  await terminal.focuses(/^agent-1/);
  terminal.press('1');
  await terminal.focuses(/^Features/);
  terminal.press('3');
  await terminal.focuses(/^Gatekeeper/);
  terminal.press(keys.tab);
  await terminal.focuses(/^Features/);
  terminal.press('2', keys.down);
  await terminal.focuses(/^agent-2/);

  terminal.press('z');
  await terminal.misses('Gatekeeper');
  expect(await terminal.focused()).toContain('#2 Chatty');
  await terminal.does('z', 'Gatekeeper');

  await terminal.does('l', /Log · agent-2 · #2 Chatty.*following 60\d lines/);
  await terminal.does('/', 'search');
  await terminal.does('needle', '2 matches');
  await terminal.does(keys.enter, '1 of 2');
  await terminal.sees('Here is a needle.');
  await terminal.misses('following');
  await terminal.does('n', '2 of 2');
  await terminal.does('f', 'following');
  await terminal.does('k', /line \d+ of 60\d/);
  await terminal.misses('following');
  await terminal.does('f', 'following');
  terminal.press(keys.escape);
  await terminal.misses('2 of 2');
  await terminal.does(keys.escape, 'Gatekeeper');

  await terminal.does('?', 'Keys · dashboard, agents');
  terminal.press(keys.escape);
  await terminal.misses('Keys · dashboard');
  await terminal.does(':', 'do it');
  await terminal.does('zoom', 'zoom the pane');
  terminal.press(keys.enter);
  await terminal.misses('Gatekeeper');
  await terminal.does(keys.escape, 'Gatekeeper');

  terminal.resize(80, 24);
  await terminal.misses('Gatekeeper');
  await terminal.does('3', 'Nothing verified yet.');
  terminal.resize(60, 16);
  await terminal.does('1', /▶ {2}2 Chatty/);
  terminal.resize(50, 10);
  await terminal.sees('This terminal is 50x10.');
  terminal.resize(120, 40);
  await terminal.sees('Gatekeeper');
  await quits(terminal, stage);
});

it('adds a feature by hand, which is built, merged and landed', async () => {
  const stage = await twoAtWork();
  const terminal = await started(stage);
  await terminal.does('a', 'New feature');
  terminal.press('Dou', keys.paste('ble'), keys.tab);
  terminal.press(keys.paste('Twice a number.\r\nNothing else.'));
  await terminal.sees('Nothing else.');
  await terminal.does(keys.ctrlS, 'Double is in the queue.');
  await terminal.sees(/✔ +3 Double +[0-9a-f]{7}/);
  await terminal.sees(/✔ #3 Double +merged [0-9a-f]{7} +2 passed/);
  await terminal.sees('1 behind, L to land');
  await terminal.does('L', /Your branch is \d further/);
  expect(await stage.read('src/double.js')).toContain('n * 2');
  expect(stage.git('status', '--porcelain')).toBe('');
  await terminal.misses('L to land');
  await quits(terminal, stage);
});

it('pauses, rolls back, undoes and kills an agent', async () => {
  const stage = await twoAtWork();
  const terminal = await started(stage);
  // The player itself, not the shell in front of it.
  const agent = (name: string) =>
    processes(stage, `^${process.execPath} `, 'scripted-agent', `${name}.json`);
  const states = async (name: string) => (await agent(name)).map(({ state }) => state);

  await terminal.does(' ', /agent-1 is paused/);
  expect(await states('long')).toEqual(['T']);
  // In the agent's own title: the message came before the view did.
  await terminal.sees('‖ paused');
  await terminal.does(' ', 'agent-1 goes on.');
  expect(await states('long')).not.toContain('T');
  await terminal.does('P', 'The run is paused.');
  await terminal.sees('‖ paused: you paused it');
  expect([await states('long'), await states('chatty')]).toEqual([['T'], ['T']]);
  await terminal.does('P', 'The run goes on.');
  await terminal.sees('▶ running');

  await terminal.does('c', 'A checkpoint of agent-1 is kept.');
  const paths = JSON.parse((await stage.run('paths', '--json')).stdout) as Record<string, string>;
  const file = `${paths['worktrees'] ?? ''}/agent-1/src/long.js`;
  const content = () => readFile(file, 'utf8');
  await writeFile(file, 'two\n');
  await terminal.does('r', 'Checkpoints · #1 Long');
  await terminal.does(keys.enter, /Roll agent-1 back to checkpoint 1\.\d/);
  terminal.press(keys.right, keys.enter);
  await terminal.sees(/agent-1 is back at 1\.\d/);
  expect(await content()).toBe('one\n');
  await terminal.does('u', 'The last rollback of agent-1 is undone.');
  expect(await content()).toBe('two\n');
  await terminal.does(keys.escape, 'Gatekeeper');

  const [before] = await agent('long');
  await terminal.does('K', 'Kill agent-1?');
  terminal.press(keys.right, keys.enter);
  await terminal.sees('agent-1 is stopped; its work is kept as a checkpoint.');
  // Another agent takes the feature up again.
  await vi.waitFor(
    async () => {
      const [after] = await agent('long');
      expect(after?.pid).toBeDefined();
      expect(after?.pid).not.toBe(before?.pid);
    },
    { timeout: 10_000 },
  );
  await terminal.sees(/▶ +1 Long +agent-3/);
  await quits(terminal, stage);
});

it('opens the stats over the dashboard at every size, and Esc closes them', async () => {
  const stage = await twoAtWork();
  const terminal = await started(stage);
  await terminal.does('S', 'Nothing was judged yet.');
  await terminal.sees(/merged 0 of 2 +spent/);
  await terminal.focuses(/^Stats/);
  await terminal.misses('Gatekeeper');
  for (const [columns, rows] of [
    [60, 16],
    [80, 24],
    [200, 60],
    [120, 40],
  ] as const) {
    terminal.resize(columns, rows);
    await terminal.sees(new RegExp(`^╭ Stats ─{${String(columns - 9)}}╮`, 'm'));
  }
  await terminal.does('?', 'Keys · stats');
  terminal.press(keys.escape);
  await terminal.misses('Keys · stats');
  await terminal.does(keys.escape, 'Gatekeeper');
  await terminal.does(':', 'do it');
  await terminal.does('what landed', 'what landed with which model');
  await terminal.does(keys.enter, 'Nothing was judged yet.');
  await terminal.does('q', 'Gatekeeper');
  await quits(terminal, stage);
});
