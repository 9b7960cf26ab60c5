import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn, type IPty } from '@lydell/node-pty';
import { launcher, type Scratch } from '../promises/scratch.ts';
import { terminalSane } from '../promises/terminal-sane.ts';

/** A shell that notes the terminal's settings, runs the program on the project, and notes them again. */
const around = 'stty -g > "$HOME/before"; "$@"; code=$?; stty -g > "$HOME/after"; exit $code';

const patienceMs = 20_000;
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
    const children = found.filter(({ words }) => words.includes('child.cjs'));
    const one = topOf(children) ?? topOf(found);
    return one === undefined ? null : { pid: one.pid, isChild: children.length > 0 };
  }

  /** Kills the engine as nothing else does; what is wrong with the terminal afterwards. */
  async kill(): Promise<string[]> {
    const engine = await this.#soon(() => this.engine());
    if (engine !== null && !this.#hasEnded) process.kill(engine.pid, 'SIGKILL');
    if ((await this.#soon(() => this.#hasEnded || null)) === null) {
      return ['the shell did not come back after the kill'];
    }
    // Before there is a child nobody has touched the terminal, and nobody could give it back.
    return engine?.isChild === false && this.#output === '' ? [] : this.#terminal();
  }

  /** What is to be seen in a moment; null when it is not, or the program has ended before. */
  async #soon<Value>(look: () => Value | null): Promise<Value | null> {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookIntervalMs) {
      const seen = look();
      if (seen !== null || this.#hasEnded) return seen;
      await wait(lookIntervalMs);
    }
    return null;
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

interface Program {
  readonly pid: number;
  readonly parentPid: number;
  readonly words: string;
}

/** A process that was just forked still has the words of the one that forked it: the one on top is meant. */
function topOf(programs: readonly Program[]): Program | undefined {
  const pids = new Set(programs.map(({ pid }) => pid));
  return programs.find(({ parentPid }) => !pids.has(parentPid));
}

function programsOf(scratch: Scratch): Program[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parentPid: Number(/\) \S (\d+) /.exec(readOrNothing(`/proc/${name}/stat`))?.[1] ?? 0),
      words: readOrNothing(`/proc/${name}/cmdline`),
    }))
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
