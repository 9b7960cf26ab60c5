import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enterSequence, leaveSequence } from '../../src/ui/screen/terminal-modes.ts';
import { RealTerminal } from '../screen/real-terminal.ts';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const { asksForScreen } = require('../../bin/shows-screen.cjs') as {
  asksForScreen: (args: readonly string[]) => boolean;
};
const parentSide = require('../../bin/terminal.cjs') as { leaveSequence: string };

const goesOn = '  nothing is lost; the next start goes on from here';
let installed: string;
let terminal: RealTerminal | null = null;

beforeEach(() => {
  installed = mkdtempSync(join(tmpdir(), 'parent-'));
  cpSync(join(root, 'bin'), join(installed, 'bin'), { recursive: true });
  writeFileSync(join(installed, 'package.json'), '{"type":"module"}');
  mkdirSync(join(installed, 'dist'));
});

afterEach(() => {
  if (terminal?.exitCode === null) terminal.pty.kill('SIGKILL');
  terminal = null;
  rmSync(installed, { recursive: true, force: true });
});

/** Starts the launcher in a terminal, with this as its program. */
function launch(program: string, ...args: readonly string[]): RealTerminal {
  writeFileSync(join(installed, 'dist/cli.js'), program);
  const argv = [process.execPath, join(installed, 'bin/agent-tui.cjs'), ...args];
  terminal = new RealTerminal(argv);
  return terminal;
}

/** The rows of the screen that are not empty. */
async function rowsOf(shown: RealTerminal): Promise<string[]> {
  await shown.shown.settled();
  return (await shown.shown.text()).map((row) => row.trimEnd()).filter((row) => row !== '');
}

describe('the parent', () => {
  test.each<[string, string, number, string]>([
    ['0', 'process.exit(0)', 0, ''],
    ['the code of a failed run', 'process.exit(1)', 1, ''],
    ['the code of an interrupt', 'process.exit(130)', 130, ''],
    ['SIGTERM, which somebody wanted', 'process.kill(process.pid, "SIGTERM")', 143, ''],
    ['SIGSEGV', 'process.kill(process.pid, "SIGSEGV")', 139, 'it was ended by SIGSEGV.'],
    ['a code it does not know', 'process.reallyExit(9)', 9, 'it ended with code 9.'],
    [
      'SIGABRT',
      'process.kill(process.pid, "SIGABRT")',
      134,
      'it gave up (SIGABRT), most likely because it ran out of memory.',
    ],
  ])('ends as the program ends: with %s', async (_how, end, code, said) => {
    const shown = launch(`console.log('before'); setImmediate(() => ${end});`);
    expect(await shown.ended()).toBe(code);
    const [first, ...others] = await rowsOf(shown);
    // What was on the screen stays: the cursor has not jumped.
    expect(first).toBe('before');
    expect(others.join(' ')).toBe(said === '' ? '' : `agent-tui: ${said} ${goesOn}`);
  });

  test('names the signal that a shell in between tells of by its exit code', async () => {
    const shown = launch('process.exit(128 + 9)');
    expect(await shown.ended()).toBe(137);
    expect((await rowsOf(shown))[0]).toContain('it was killed (SIGKILL)');
  });

  test('gives back modes that the program left on, also in the middle of a sequence', async () => {
    const taken = JSON.stringify(`${enterSequence(true)}\u001b]52;c;abc`);
    const shown = launch(
      `process.stdin.setRawMode(true).resume(); process.stdout.write(${taken}, () => process.kill(process.pid, 'SIGKILL'));`,
    );
    expect(await shown.ended()).toBe(137);
    expect(await shown.modes()).toEqual({
      screen: 'normal',
      cursorShown: true,
      paste: false,
      mouse: 'none',
      wrap: true,
    });
  });

  test('gives back the settings before it says anything', async () => {
    const file = join(installed, 'raw.cjs');
    const steps = [
      "const { giveBack, readSettings } = require('./bin/terminal.cjs');",
      'const before = readSettings();',
      'process.stdin.setRawMode(true);',
      'const raw = readSettings();',
      'giveBack(before);',
      'console.log(before === raw, before === readSettings());',
    ];
    writeFileSync(join(installed, 'package.json'), '{}');
    writeFileSync(file, steps.join('\n'));
    terminal = new RealTerminal([process.execPath, file]);
    expect(await terminal.ended()).toBe(0);
    expect(await rowsOf(terminal)).toEqual(['false true']);
  });

  test('keeps the flags of Node and the environment', async () => {
    const shown = launch(
      'console.log(process.execArgv.join(), process.env.NODE_OPTIONS ?? "none")',
    );
    expect(await shown.ended()).toBe(0);
    const before = await rowsOf(shown);
    const argv = ['--max-old-space-size=99', join(installed, 'bin/agent-tui.cjs')];
    terminal = new RealTerminal([process.execPath, ...argv], { NODE_OPTIONS: '--no-deprecation' });
    expect(await terminal.ended()).toBe(0);
    expect([before, await rowsOf(terminal)]).toEqual([
      [' none'],
      ['--max-old-space-size=99 --no-deprecation'],
    ]);
  });

  test('is the only one on an old Node too', async () => {
    const bin = join(installed, 'node_modules/node/bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, '../package.json'), '{"version":"22.13.0"}');
    writeFileSync(join(bin, 'node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
    chmodSync(join(bin, 'node'), 0o755);
    const preload = join(installed, 'old.cjs');
    writeFileSync(
      preload,
      "Object.defineProperty(process, 'versions', { value: { node: '20.0.0' } });",
    );
    writeFileSync(
      join(installed, 'dist/cli.js'),
      'console.log(process.ppid, process.execArgv.join())',
    );
    const argv = ['-r', preload, join(installed, 'bin/agent-tui.cjs')];
    terminal = new RealTerminal([process.execPath, ...argv]);
    expect(await terminal.ended()).toBe(0);
    expect(await rowsOf(terminal)).toEqual([String(terminal.pty.pid)]);
  });
});

describe('a second process', () => {
  const program = 'console.log(process.ppid)';

  test.each([[[]], [['.']], [['demo']], [['--agent', 'status']], [['--ascii', '.']]])(
    'is there for the screen: %j',
    async (args) => {
      const shown = launch(program, ...args);
      expect(await shown.ended()).toBe(0);
      expect(await rowsOf(shown)).toEqual([String(shown.pty.pid)]);
    },
  );

  test.each([[['status']], [['.', '--headless']], [['demo', '--json']], [['--version']]])(
    'is not there without one: %j',
    async (args) => {
      const shown = launch(program, ...args);
      expect(await shown.ended()).toBe(0);
      expect(await rowsOf(shown)).toEqual([String(process.pid)]);
    },
  );
});

describe('what cannot drift', () => {
  const help = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'bin/agent-tui.cjs'), ...args, '--help'], {
      encoding: 'utf8',
    }).stdout;

  test('the launcher knows every command that shows no screen', () => {
    const commands = [...(help().split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+)\b/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(commands).toContain('run');
    expect(commands.filter((name) => asksForScreen([name]))).toEqual(['demo']);
    expect(commands.filter((name) => asksForScreen(['--ascii', name]))).toEqual(['demo']);
  });

  test.each([[[]], [['demo']]])('the launcher knows every flag of %j with a value', (command) => {
    const flags = [...help(...command).matchAll(/^ {2}(--[a-z-]+) </gm)].map(([, f]) => f ?? '');
    expect(flags).toContain('--parallel');
    for (const flag of flags) {
      expect(asksForScreen([flag, 'status']), flag).toBe(true);
      expect(asksForScreen([flag, '--json', 'demo']), flag).toBe(true);
      expect(asksForScreen([flag, 'demo', 'status']), flag).toBe(false);
    }
  });

  test.each([[['--', '--json']], [['.', 'status']], [['--agent=status']], [['--unknown']]])(
    'in doubt there is a parent: %j',
    (args) => {
      expect(asksForScreen(args)).toBe(true);
    },
  );

  test('the parent undoes what the screen undoes', () => {
    expect(parentSide.leaveSequence).toBe(`\u0018\u001b7${leaveSequence}`);
  });
});
