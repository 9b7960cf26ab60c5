import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { spawn } from '@lydell/node-pty';
import { systemClock, wait } from '../../src/engine/platform/clock.ts';
import type { Usage } from './measured.ts';

/** One run of one program. */
export interface Run extends Usage {
  /** Milliseconds from a key written to the terminal until its token is read back, for each key. */
  readonly latenciesMs: readonly number[];
  readonly lostKeys: number;
  readonly outputBytes: number;
}

const keyWaitMsMax = 2_000;
const startWaitMsMax = 30_000;
const warmUpMs = 2_500;

/** Programs bundled for node, in a folder that `remove` takes away. */
export async function bundled(
  sources: readonly string[],
): Promise<{ dir: string; remove(): void }> {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const dir = mkdtempSync(join(cache, 'bench-'));
  await build({
    entryPoints: [...sources],
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return {
    dir,
    remove: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Runs a program in a pseudo terminal of 200 by 60 and presses Tab about five times a second. */
export async function runProgram(file: string, seconds: number): Promise<Run> {
  const report = `${file}.json`;
  const { CI: _ci, NO_COLOR: _noColour, ...env } = process.env;
  const pty = spawn(process.execPath, [file, report], {
    name: 'xterm-256color',
    cols: 200,
    rows: 60,
    env: { ...env, NODE_ENV: 'production', TERM: 'xterm-256color' },
  });
  const reader = new TokenReader();
  pty.onData((data) => {
    reader.read(data);
  });
  const ended = new Promise<number>((done) => pty.onExit(({ exitCode }) => done(exitCode)));
  await reader.await({ token: 'key#0.', waitMsMax: startWaitMsMax }, () => undefined);
  await wait(systemClock, warmUpMs);
  pty.write('s');
  const bytesBefore = reader.bytes;
  const latenciesMs: number[] = [];
  let pressed = 0;
  const until = systemClock.monotonic() + seconds * 1_000;
  while (systemClock.monotonic() < until) {
    await wait(systemClock, 170 + ((pressed * 37) % 60));
    pressed += 1;
    const latency = await reader.await(
      { token: `key#${String(pressed)}.`, waitMsMax: keyWaitMsMax },
      () => {
        pty.write('\t');
      },
    );
    if (latency !== null) latenciesMs.push(latency);
  }
  const outputBytes = reader.bytes - bytesBefore;
  pty.write('q');
  const exitCode = await ended;
  if (exitCode !== 0) throw new Error(`${file} ended with ${String(exitCode)}: ${reader.tail}`);
  const usage = JSON.parse(readFileSync(report, 'utf8')) as Usage;
  return { ...usage, latenciesMs, lostKeys: pressed - latenciesMs.length, outputBytes };
}

/** Looks for tokens in what the terminal gets. */
class TokenReader {
  bytes = 0;
  tail = '';
  #waiting: { token: string; found: (at: number) => void } | null = null;

  read(data: string): void {
    this.bytes += Buffer.byteLength(data);
    const seen = this.tail + data;
    if (this.#waiting !== null && seen.includes(this.#waiting.token)) {
      this.#waiting.found(systemClock.monotonic());
      this.#waiting = null;
    }
    this.tail = seen.slice(-500);
  }

  /** Milliseconds until the token comes, or null when it does not come. */
  async await(
    { token, waitMsMax }: { token: string; waitMsMax: number },
    press: () => void,
  ): Promise<number | null> {
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
