import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { builtProgram, RealTerminal } from './real-terminal.ts';

let program: Awaited<ReturnType<typeof builtProgram>>;
let terminal: RealTerminal | null = null;

beforeAll(async () => {
  program = await builtProgram('test/screen/program.tsx');
});

afterAll(async () => {
  await program.remove();
});

afterEach(() => {
  if (terminal?.exitCode === null) terminal.pty.kill('SIGKILL');
  terminal = null;
});

const atRest = { screen: 'normal', cursorShown: true, paste: false, mouse: 'none', wrap: true };

describe('the terminal is as it was', () => {
  test.each<[string, string, number, string]>([
    ['after leaving (twice)', 'q', 0, 'left'],
    ['after process.exit', 'x', 3, ''],
    ['after an uncaught exception', 't', 7, 'fatal uncaughtException thrown'],
    ['after a rejection nobody handles', 'r', 7, 'fatal unhandledRejection rejected'],
    ['after SIGINT', 'i', 7, 'fatal SIGINT'],
    ['after SIGTERM', 'm', 7, 'fatal SIGTERM'],
    ['after SIGHUP', 'h', 7, 'fatal SIGHUP'],
    ['after a component that throws', 'b', 7, 'fatal uncaughtException broken component'],
  ])('%s', async (_what, key, exitCode, last) => {
    terminal = new RealTerminal([process.execPath, program.file]);
    await terminal.sees('first line');
    expect(await terminal.modes()).toEqual({
      screen: 'alternate',
      cursorShown: false,
      paste: true,
      mouse: 'vt200',
      wrap: false,
    });
    terminal.pty.write(key);
    expect(await terminal.ended()).toBe(exitCode);
    if (last !== '') await terminal.sees(last);
    expect(await terminal.modes()).toEqual(atRest);
  });
});

test('Ctrl+Z gives the shell its terminal, fg brings the screen back', async () => {
  terminal = new RealTerminal(['bash', '--norc', '--noprofile', '-i'], { PS1: 'shell> ' });
  await terminal.sees('shell>');
  terminal.pty.write(`'${process.execPath}' '${program.file}'\r`);
  await terminal.sees('first line');
  terminal.pty.write('z');
  await terminal.sees('Stopped');
  expect(await terminal.modes()).toEqual({ ...atRest, paste: expect.any(Boolean) as boolean });
  terminal.pty.write('stty -a | grep -o "[-]*icanon"; fg\r');
  await terminal.sees('first line');
  expect((await terminal.modes())['screen']).toBe('alternate');
  terminal.pty.write('k');
  await terminal.sees('pressed k');
  terminal.pty.write('q');
  await terminal.sees('left');
  expect(terminal.output).toMatch(/[^-]icanon\r/);
  terminal.pty.write('exit\r');
  await terminal.ended();
});
