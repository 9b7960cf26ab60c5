import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn, type IPty } from '@lydell/node-pty';
import { launcher, type Scratch } from '../promises/scratch.ts';
import { terminalSane } from '../promises/terminal-sane.ts';

/** A shell that notes the terminal's settings, runs the program on the project, and notes them again. */
const around = 'stty -g > "$HOME/before"; "$@"; code=$?; stty -g > "$HOME/after"; exit $code';

const exitDurationMsMax = 20_000;
const lookIntervalMs = 10;

/** One life of the program: its screen in a real pseudo terminal, from its start to its end. */
export class Life {
  readonly #scratch: Scratch;
  readonly #pty: IPty;
  #output = '';
  #hasEnded = false;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
    const argv = ['-c', around, 'sh', process.execPath, launcher, scratch.dir];
    const env = { ...scratch.env, TZ: 'UTC' };
    this.#pty = spawn('bash', argv, {
      name: 'xterm-256color',
      cols: 120,
      rows: 40,
      cwd: scratch.dir,
      env,
    });
    this.#pty.onData((data) => (this.#output += data));
    this.#pty.onExit(() => (this.#hasEnded = true));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What the terminal was sent last, without its sequences, for a report. */
  lastWords(): string {
    // eslint-disable-next-line no-control-regex -- these are the sequences of a terminal
    return this.#output.replaceAll(/\u001B\[[\d;?<>]*[A-Za-z]/gu, ' ').slice(-300);
  }

  /** The process that holds the engine and the screen; null while there is none. */
  engine(): { pid: number; isChild: boolean } | null {
    const found = programsOf(this.#scratch);
    const child = found.find(({ words }) => words.includes('child.cjs'));
    const one = child ?? found.find(({ words }) => words.includes('agent-tui.cjs'));
    return one === undefined ? null : { pid: one.pid, isChild: child !== undefined };
  }

  /** Kills the engine as nothing else does; what is wrong with the terminal afterwards. */
  async kill(): Promise<string[]> {
    const engine = this.engine();
    if (engine === null) return this.#hasEnded ? this.#terminal() : [];
    process.kill(engine.pid, 'SIGKILL');
    if (!(await this.ended())) return ['the shell did not come back after the kill'];
    // Between the two there was nobody yet who could have given the terminal back.
    return engine.isChild || this.#output !== '' ? this.#terminal() : [];
  }

  async ended(): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < exitDurationMsMax; waitedMs += lookIntervalMs) {
      if (this.#hasEnded) return true;
      await wait(lookIntervalMs);
    }
    return this.#hasEnded;
  }

  #terminal(): string[] {
    const noted = (name: string) => readOrNothing(join(this.#scratch.home, name));
    return terminalSane({
      output: this.#output,
      settingsBefore: noted('before'),
      settingsAfter: noted('after'),
    });
  }
}

function programsOf(scratch: Scratch): { pid: number; words: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), words: readOrNothing(`/proc/${name}/cmdline`) }))
    .filter(({ words }) => words.startsWith(process.execPath) && words.includes(scratch.dir))
    .filter(({ words }) => words.includes('child.cjs') || words.includes('agent-tui.cjs'))
    .filter(({ words }) => !/\0(?:feature|run|status|paths)\0/.test(words));
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
