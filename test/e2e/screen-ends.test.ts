import { expect, it } from 'vitest';
import { oneAtWork } from './stage.ts';
import {
  atRest,
  isTerminalSane,
  keys,
  nothingRuns,
  open,
  openShell,
  requireProcess,
} from './terminal.ts';

const interrupted = 130;

it.each([
  ['SIGTERM', 'parent'],
  ['SIGHUP', 'parent'],
  ['SIGINT', 'parent'],
  ['SIGTERM', 'child'],
] as const)(
  'gives the terminal back and leaves nothing running after %s to the %s',
  async (signal, whom) => {
    const stage = await oneAtWork();
    const terminal = open(stage);
    await terminal.sees('At work.');
    process.kill(await requireProcess(stage, whom), signal);
    expect(await terminal.ended()).toBe(interrupted);
    expect((await terminal.text()).trim()).toBe('');
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
