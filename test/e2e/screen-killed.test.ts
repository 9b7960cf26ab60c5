import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { oneAtWork, type Stage } from './stage.ts';
import {
  atRest,
  isTerminalSane,
  keys,
  nothingRuns,
  open,
  openShell,
  requireProcess,
} from './terminal.ts';

const preload = resolve(import.meta.dirname, '../fixtures/preload/fails-on-signal.cjs');
const goesOn = / {2}nothing is lost; the next start goes on from here/;

/** A stage whose program fails in this way once it gets SIGUSR2. */
async function oneThatFailsBy(how: string, nodeOptions = ''): Promise<Stage> {
  const stage = await oneAtWork();
  const NODE_OPTIONS = `${nodeOptions} --require=${preload}`;
  return { ...stage, env: { ...stage.env, NODE_OPTIONS, FAILS_BY: how } };
}

it('has its terminal given back after kill -9, and the next start goes on from there', async () => {
  const stage = await oneAtWork();
  const terminal = open(stage);
  await terminal.sees('At work.');
  process.kill(await requireProcess(stage, 'child'), 'SIGKILL');
  expect(await terminal.ended()).toBe(137);
  expect(await terminal.modes()).toEqual(atRest);
  expect(await isTerminalSane(stage)).toBe(true);
  await terminal.sees(/agent-tui: it was killed \(SIGKILL\), perhaps because the machine is out/);
  await terminal.sees(goesOn);
  const again = open(stage);
  await again.sees('The last run was cut off: 1 of its agents was taken over');
  await again.sees(/● working/);
  again.press(keys.ctrlC, keys.ctrlC);
  expect(await again.ended()).toBe(130);
  await nothingRuns(stage);
});

it.each([
  ['a full heap', 134, /agent-tui: it gave up \(SIGABRT\), most likely because it ran out/],
  ['an exception while it handles one', 7, /agent-tui: it ended with code 7\./],
])('has its terminal given back after %s', async (how, code, words) => {
  const stage = await oneThatFailsBy(how, '--max-old-space-size=120');
  const terminal = open(stage);
  await terminal.sees('At work.');
  process.kill(await requireProcess(stage, 'child'), 'SIGUSR2');
  expect(await terminal.ended()).toBe(code);
  expect(await terminal.modes()).toEqual(atRest);
  expect(await isTerminalSane(stage)).toBe(true);
  await terminal.sees(words);
  await terminal.sees(goesOn);
});

it.each([
  ['an uncaught exception', 'thrown by the test'],
  ['a rejection nobody handles', 'rejected by the test'],
])(
  'gives the terminal back itself and ends its agents after %s, and says that it is a bug',
  async (how, words) => {
    const stage = await oneThatFailsBy(how);
    const terminal = open(stage);
    await terminal.sees('At work.');
    process.kill(await requireProcess(stage, 'child'), 'SIGUSR2');
    expect(await terminal.ended()).toBe(3);
    await terminal.sees(`this is a bug in agent-tui: Error: ${words}`);
    await terminal.sees(goesOn);
    expect(await terminal.modes()).toEqual(atRest);
    expect(await isTerminalSane(stage)).toBe(true);
    await nothingRuns(stage);
  },
);

it('ends in good order when its parent is killed', async () => {
  const stage = await oneAtWork();
  const { terminal, command } = openShell(stage);
  await terminal.sees('shell>');
  terminal.press(`${command}\r`);
  await terminal.sees('At work.');
  process.kill(await requireProcess(stage, 'parent'), 'SIGKILL');
  await nothingRuns(stage, terminal);
  // The shell switches bracketed paste on for its own line.
  const paste: unknown = expect.any(Boolean);
  expect(await terminal.modes()).toEqual({ ...atRest, paste });
  await terminal.does('stty -a | grep -o "[-]*icanon"; echo code=$?\r', 'code=0');
  expect(terminal.output).toMatch(/[^-]icanon\r/);
  terminal.press('exit\r');
  await terminal.ended();
  const status = await stage.run('status', '--json');
  expect(JSON.parse(status.stdout)).toMatchObject({ features: [{ state: 'pending' }] });
});

it('leaves the terminal to the shell when it is killed in the background', async () => {
  const stage = await oneAtWork();
  const { terminal, command } = openShell(stage);
  await terminal.sees('shell>');
  terminal.press(`${command}\r`);
  await terminal.sees('At work.');
  await terminal.does(keys.ctrlZ, 'Stopped');
  process.kill(await requireProcess(stage, 'child'), 'SIGKILL');
  const before = terminal.output.length;
  await terminal.does('bg; wait\r', 'Exit 137');
  await terminal.sees(goesOn);
  expect(terminal.output.slice(before)).not.toContain('\u001B[?1049l');
  terminal.press('exit\r');
  await terminal.ended();
});
