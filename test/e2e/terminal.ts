import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { spawn, type IPty } from '@lydell/node-pty';
import { expect, onTestFinished, vi } from 'vitest';
import { EmulatedTerminal } from '../screen/terminal.ts';
import type { Stage } from './stage.ts';

const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');
const patience = { timeout: 20_000, interval: 25 };

/** Keys as a terminal sends them. */
export const keys = {
  enter: '\r',
  escape: '\u001B',
  tab: '\t',
  right: '\u001B[C',
  up: '\u001B[A',
  down: '\u001B[B',
  ctrlC: '\u0003',
  ctrlS: '\u0013',
  ctrlZ: '\u001A',
  paste: (text: string) => `\u001B[200~${text}\u001B[201~`,
};

/** The palette entry of the border that has the focus. */
const focusColour = 37;

/** The built program in a real pseudo terminal, and an emulator that shows what a person would see. */
export class ProgramTerminal {
  readonly pty: IPty;
  readonly shown: EmulatedTerminal;
  output = '';
  exitCode: number | null = null;

  constructor(stage: Stage, argv: readonly string[], size: { columns: number; rows: number }) {
    this.shown = new EmulatedTerminal(size);
    const [command = '', ...args] = argv;
    this.pty = spawn(command, args, {
      name: 'xterm-256color',
      cols: size.columns,
      rows: size.rows,
      cwd: stage.dir,
      env: { ...stage.env, TZ: 'UTC', PS1: 'shell> ' },
    });
    this.pty.onData((data) => {
      this.output += data;
      this.shown.write(data);
    });
    this.pty.onExit(({ exitCode }) => {
      this.exitCode = exitCode;
    });
    onTestFinished(() => {
      if (this.exitCode === null) this.pty.kill('SIGKILL');
    });
  }

  press(...pressed: readonly string[]): void {
    for (const key of pressed) this.pty.write(key);
  }

  async text(): Promise<string> {
    return (await this.shown.text()).join('\n');
  }

  /** Waits until the screen shows the words. */
  async sees(words: string | RegExp): Promise<void> {
    await vi.waitFor(async () => {
      expect(await this.text()).toMatch(words);
    }, patience);
  }

  async misses(words: string | RegExp): Promise<void> {
    await vi.waitFor(async () => {
      expect(await this.text()).not.toMatch(words);
    }, patience);
  }

  /** Presses and waits for what the key brings. */
  async does(key: string, words: string | RegExp): Promise<void> {
    this.press(key);
    await this.sees(words);
  }

  resize(columns: number, rows: number): void {
    this.pty.resize(columns, rows);
    this.shown.resize(columns, rows);
  }

  /** The title in the border that has the focus's colour. */
  async focused(): Promise<string> {
    await this.shown.settled();
    for (let y = 0; y < this.shown.rows; y += 1) {
      const row = this.#row(y);
      const corner = row.findIndex(({ chars, colour }) => chars === '╭' && colour === focusColour);
      if (corner === -1) continue;
      const rest = row.slice(corner + 1).map(({ chars }) => chars);
      const end = rest.findIndex((chars) => chars === '─' || chars === '╮');
      return rest.slice(0, end).join('').trim();
    }
    return '';
  }

  #row(y: number): { chars: string; colour: number }[] {
    const line = this.shown.emulator.buffer.active.getLine(y);
    return Array.from({ length: this.shown.columns }, (_, x) => {
      const cell = line?.getCell(x);
      const chars = cell?.getChars() ?? '';
      return { chars: chars === '' ? ' ' : chars, colour: cell?.getFgColor() ?? 0 };
    });
  }

  async focuses(title: RegExp): Promise<void> {
    await vi.waitFor(async () => {
      expect(await this.focused()).toMatch(title);
    }, patience);
  }

  async ended(): Promise<number> {
    return await vi.waitFor(() => {
      if (this.exitCode === null) throw new Error('the program is still running');
      return this.exitCode;
    }, patience);
  }

  /** What a terminal is left with. */
  async modes(): Promise<Record<string, unknown>> {
    await this.shown.settled();
    const { modes, buffer } = this.shown.emulator;
    const count = (sequence: string) => this.output.split(sequence).length - 1;
    return {
      screen: buffer.active.type,
      cursorShown: this.output.lastIndexOf('\u001B[?25h') > this.output.lastIndexOf('\u001B[?25l'),
      paste: modes.bracketedPasteMode,
      mouse: modes.mouseTrackingMode,
      wrap: modes.wraparoundMode,
      kittyKeysLeft: Math.max(0, count('\u001B[>1u') - count('\u001B[<u')),
    };
  }
}

/** How a terminal is before and has to be afterwards. */
export const atRest = {
  screen: 'normal',
  cursorShown: true,
  paste: false,
  mouse: 'none',
  wrap: true,
  kittyKeysLeft: 0,
};

/** A shell that notes the terminal's settings, runs the program on the project, and notes them again. */
const around = 'stty -g > "$HOME/before"; "$@"; code=$?; stty -g > "$HOME/after"; exit $code';

/** Starts the program as a person would: in a terminal, on the project. */
export function open(stage: Stage, ...args: readonly string[]): ProgramTerminal {
  const argv = ['bash', '-c', around, 'sh', process.execPath, launcher, stage.dir, ...args];
  return new ProgramTerminal(stage, argv, { columns: 120, rows: 40 });
}

/** An interactive shell in which the program can be suspended. */
export function openShell(stage: Stage): { terminal: ProgramTerminal; command: string } {
  const argv = ['bash', '--norc', '--noprofile', '-i'];
  const terminal = new ProgramTerminal(stage, argv, { columns: 120, rows: 40 });
  return { terminal, command: `'${process.execPath}' '${launcher}' '${stage.dir}'` };
}

/** Whether the shell found the terminal's settings as they had been. */
export async function isTerminalSane(stage: Stage): Promise<boolean> {
  const noted = (name: string) => readFile(join(stage.home, name), 'utf8');
  return (await noted('before')) === (await noted('after'));
}

/** The processes of the stage whose command line (`^` begins it) has all these words: number and state letter. */
export async function processes(
  stage: Stage,
  ...words: readonly string[]
): Promise<{ pid: number; state: string }[]> {
  const found: { pid: number; state: string }[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const read = (file: string) => readFile(`/proc/${name}/${file}`, 'latin1').catch(() => '');
    if (!(await read('environ')).includes(`STAGE_OF_TEST=${stage.home}`)) continue;
    const line = `^${(await read('cmdline')).replaceAll('\0', ' ')}`;
    if (!words.every((word) => line.includes(word))) continue;
    const state = /^State:\s+(\w)/m.exec(await read('status'))?.[1] ?? '';
    found.push({ pid: Number(name), state });
  }
  return found;
}

/** The process that holds the screen, or the small parent in front of it. */
export async function requireProcess(stage: Stage, which: 'parent' | 'child'): Promise<number> {
  const file = which === 'parent' ? 'agent-tui.cjs' : 'child.cjs';
  // The shell around it has these words too, but not at the start.
  const [found, ...others] = await processes(stage, `^${process.execPath} `, file, stage.dir);
  if (found === undefined) throw new Error(`the ${which} does not run`);
  expect(others).toEqual([]);
  return found.pid;
}

/** Waits until nothing of the stage runs any more, apart from a shell in which it was started. */
export async function nothingRuns(stage: Stage, shell?: ProgramTerminal): Promise<void> {
  await vi.waitFor(async () => {
    expect(await stage.leftovers()).toEqual(shell === undefined ? [] : [shell.pty.pid]);
  }, patience);
}
