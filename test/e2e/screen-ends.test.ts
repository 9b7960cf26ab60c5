import { expect, it } from 'vitest';
import { makeProject, type Stage } from './stage.ts';
import {
  atRest,
  isTerminalSane,
  keys,
  nothingRuns,
  open,
  openShell,
  processes,
} from './terminal.ts';

const interrupted = 130;

/** One agent that works until it is stopped, with a child of its own. */
function oneAtWork(): Promise<Stage> {
  return makeProject([{ name: 'Long' }], {
    long: [
      [
        { write: 'src/long.js', text: 'one\n' },
        { fork: 'daemon' },
        { say: 'At work.' },
        { wait: 600_000 },
      ],
    ],
  });
}

/** The program itself; the shell around it has its words too, but not at the start. */
async function program(stage: Stage): Promise<number> {
  const [found] = await processes(stage, `^${process.execPath} `, 'agent-tui.cjs', stage.dir);
  if (found === undefined) throw new Error('the program does not run');
  return found.pid;
}

it.each(['SIGTERM', 'SIGHUP'] as const)(
  'gives the terminal back and leaves nothing running after %s',
  async (signal) => {
    const stage = await oneAtWork();
    const terminal = open(stage);
    await terminal.sees('At work.');
    process.kill(await program(stage), signal);
    expect(await terminal.ended()).toBe(interrupted);
    expect(await terminal.modes()).toEqual(atRest);
    expect(await isTerminalSane(stage)).toBe(true);
    await nothingRuns(stage);
  },
);

it('stops at once after a second Ctrl+C', async () => {
  const stage = await oneAtWork();
  const terminal = open(stage);
  await terminal.sees('At work.');
  await terminal.does(keys.ctrlC, 'Ctrl+C again within 2 s stops at once.');
  terminal.press(keys.ctrlC);
  expect(await terminal.ended()).toBe(interrupted);
  expect(await terminal.modes()).toEqual(atRest);
  expect(await isTerminalSane(stage)).toBe(true);
  await nothingRuns(stage);
});

it('leaves nothing running when the terminal is closed, and the next start goes on from there', async () => {
  const stage = await oneAtWork();
  const terminal = open(stage);
  await terminal.sees('At work.');
  // What closing a window does: the master side goes away.
  (terminal.pty as unknown as { destroy(): void }).destroy();
  await nothingRuns(stage);
  const again = open(stage);
  await again.sees(/#1 attempt 2/);
  again.press(keys.ctrlC, keys.ctrlC);
  expect(await again.ended()).toBe(interrupted);
});

it('gives the shell its terminal on Ctrl+Z and comes back with fg', async () => {
  const stage = await oneAtWork();
  const { terminal, command } = openShell(stage);
  await terminal.sees('shell>');
  terminal.press(`${command}\r`);
  await terminal.sees('At work.');
  terminal.press(keys.ctrlZ);
  await terminal.sees('Stopped');
  // The shell switches bracketed paste on for its own line.
  const paste: unknown = expect.any(Boolean);
  expect(await terminal.modes()).toEqual({ ...atRest, paste });
  terminal.press('stty -a | grep -o "[-]*icanon"; fg\r');
  await terminal.sees('At work.');
  expect(terminal.output).toMatch(/[^-]icanon\r/);
  expect((await terminal.modes())['screen']).toBe('alternate');
  await terminal.does('q', 'Pause them with a checkpoint and quit');
  terminal.press(keys.right, keys.enter);
  await terminal.sees(/shell>$/);
  await terminal.does('echo code=$?\r', 'code=0');
  expect(await terminal.modes()).toEqual({ ...atRest, paste });
  terminal.press('exit\r');
  await terminal.ended();
  await nothingRuns(stage);
});
