import { readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { systemClock, wait } from '../../src/engine/platform/clock.ts';
import { measureSignals } from './measured.ts';
import type { Usage } from './measured.ts';
import { firstFocus, stepAt, tokenOf } from './steps.ts';

/** One run of one program. */
export interface Run extends Usage {
  /** Milliseconds from a key written to the terminal until the frame that answers it is read back, for each key. */
  readonly latenciesMs: readonly number[];
  readonly lostKeys: number;
  readonly outputBytes: number;
}

const keyWaitMsMax = 2_000;
const startWaitMsMax = 10_000;
/** Compilers need a while until they have seen everything. */
const settleMs = 1_500;
const warmUpKeys = 27;
const tailCharsMax = 200_000;
const frameEnd = '\u001b[?2026l';

/** Runs a program in a pseudo terminal of 200 by 60 and moves its focus about five times a second. */
export async function runProgram(file: string, seconds: number): Promise<Run> {
  const report = `${file}.json`;
  const { CI: _ci, NO_COLOR: _noColour, ...env } = process.env;
  const pty = spawn(process.execPath, [file, report], {
    name: 'xterm-256color',
    cols: 200,
    rows: 60,
    env: { ...env, NODE_ENV: 'production', TERM: 'xterm-256color' },
  });
  const reader = new PaintReader();
  pty.onData((data) => {
    reader.read(data);
  });
  const ended = new Promise<number>((done) => pty.onExit(({ exitCode }) => done(exitCode)));
  const begin = { token: tokenOf(firstFocus), waitMsMax: startWaitMsMax };
  if ((await reader.await(begin, () => undefined)) === null) {
    throw new Error(`${file} does not show its panes: ${reader.tail}`);
  }
  await wait(systemClock, settleMs);
  let pressed = 0;
  const press = async (): Promise<number | null> => {
    await wait(systemClock, 170 + ((pressed * 37) % 60));
    const { key, focus } = stepAt(pressed);
    pressed += 1;
    return await reader.await({ token: tokenOf(focus), waitMsMax: keyWaitMsMax }, () => {
      pty.write(key);
    });
  };
  for (let key = 0; key < warmUpKeys; key += 1) await press();
  pty.kill(measureSignals.begin);
  const bytesBefore = reader.bytes;
  const answers: (number | null)[] = [];
  const until = systemClock.monotonic() + seconds * 1_000;
  while (systemClock.monotonic() < until) answers.push(await press());
  const outputBytes = reader.bytes - bytesBefore;
  pty.kill(measureSignals.end);
  const exitCode = await ended;
  if (exitCode !== 0) throw new Error(`${file} ended with ${String(exitCode)}: ${reader.tail}`);
  const usage = JSON.parse(readFileSync(report, 'utf8')) as Usage;
  const latenciesMs = answers.filter((answer) => answer !== null);
  return { ...usage, latenciesMs, lostKeys: answers.length - latenciesMs.length, outputBytes };
}

/** Looks for tokens in what the terminal gets. */
class PaintReader {
  bytes = 0;
  tail = '';
  #waiting: { token: string; found: (at: number) => void } | null = null;

  read(data: string): void {
    this.bytes += Buffer.byteLength(data);
    this.tail = (this.tail + data).slice(-tailCharsMax);
    if (this.#waiting === null) return;
    const at = this.tail.indexOf(this.#waiting.token);
    // Seen is what is painted: terminals show a frame when all of it has come.
    if (at === -1 || !this.tail.includes(frameEnd, at)) return;
    this.#waiting.found(systemClock.monotonic());
    this.#waiting = null;
  }

  /** Milliseconds until the frame with the token has come, or null when it does not come. */
  async await(
    { token, waitMsMax }: { token: string; waitMsMax: number },
    press: () => void,
  ): Promise<number | null> {
    this.tail = '';
    const start = systemClock.monotonic();
    return await new Promise((resolve) => {
      const cancel = systemClock.after(waitMsMax, () => {
        this.#waiting = null;
        resolve(null);
      });
      this.#waiting = {
        token,
        found: (at) => {
          cancel();
          resolve(at - start);
        },
      };
      press();
    });
  }
}
