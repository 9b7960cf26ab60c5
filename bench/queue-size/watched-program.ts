import { readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { systemClock } from '../../src/engine/platform/clock.ts';
import type { BenchProject } from './project.ts';

/** A frame of the screen: what was written between two marks, and when its end was read. */
export interface Frame {
  readonly text: string;
  /** Monotonic. */
  readonly at: number;
}

const size = { cols: 120, rows: 40 };
const frameEnd = '\u001b[?2026l';
const waitMsMax = 30_000;

/** The built program on a project, in a pseudo terminal of 120 by 40. */
export class WatchedProgram {
  /** Monotonic; when the program was asked for. */
  readonly startedAt = systemClock.monotonic();
  readonly #pty;
  readonly #ended: Promise<unknown>;
  readonly #listeners = new Set<(frame: Frame) => void>();
  #rest = '';

  constructor({ dir, env, launcher }: BenchProject) {
    this.#pty = spawn(process.execPath, [launcher, dir], {
      name: 'xterm-256color',
      ...size,
      env: { ...env },
    });
    this.#ended = new Promise((done) => this.#pty.onExit(done));
    this.#pty.onData((data) => {
      this.#read(data);
    });
  }

  press(key: string): void {
    this.#pty.write(key);
  }

  /** Hears every frame until the result is called. */
  onFrame(listener: (frame: Frame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first such frame from now on; `begin` is done when it is being looked for already. */
  async paints(
    isSuch: (frame: Frame) => boolean,
    begin: () => void = () => undefined,
  ): Promise<Frame> {
    const { promise, resolve, reject } = Promise.withResolvers<Frame>();
    const cancel = systemClock.after(waitMsMax, () => {
      reject(new Error('the program does not show what it should'));
    });
    const stop = this.onFrame((frame) => {
      if (isSuch(frame)) resolve(frame);
    });
    begin();
    try {
      return await promise;
    } finally {
      stop();
      cancel();
    }
  }

  /** Resident memory of the program in bytes, without the small parent that guards the terminal. */
  residentBytes(): number {
    const pid = String(this.#pty.pid);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const [program, ...others] = children.split(' ');
    if (!program || others.length > 0) throw new Error('the parent should have one child');
    const status = readFileSync(`/proc/${program}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024;
  }

  /** Ends the program in good order: its agents are stopped and their features queued again. */
  async end(): Promise<void> {
    this.#pty.kill('SIGTERM');
    await this.#ended;
  }

  #read(data: string): void {
    const at = systemClock.monotonic();
    const frames = (this.#rest + data).split(frameEnd);
    this.#rest = frames.pop() ?? '';
    for (const text of frames) {
      for (const listener of [...this.#listeners]) listener({ text, at });
    }
  }
}
