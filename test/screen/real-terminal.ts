import { mkdtemp, rm } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { spawn, type IPty } from '@lydell/node-pty';
import { vi } from 'vitest';
import { EmulatedTerminal } from './terminal.ts';

/** Bundles a program with its packages, as the product is: it then starts three times as fast. */
export async function builtProgram(
  source: string,
): Promise<{ file: string; remove(): Promise<void> }> {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, 'screen-'));
  const file = join(dir, 'program.mjs');
  await build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    alias: { 'react-devtools-core': resolve('scripts/empty-module.mjs') },
    // Bundled CommonJS packages ask for node's own modules by require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return { file, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** A program in a real pseudo terminal, with an emulator that shows what a person would see. */
export class RealTerminal {
  readonly pty: IPty;
  readonly shown = new EmulatedTerminal({ columns: 60, rows: 12 });
  output = '';
  exitCode: number | null = null;

  constructor(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const [command = '', ...args] = argv;
    this.pty = spawn(command, args, {
      name: 'xterm-256color',
      cols: 60,
      rows: 12,
      env: { ...process.env, TERM: 'xterm-256color', ...env },
    });
    this.pty.onData((data) => {
      this.output += data;
      this.shown.write(data);
    });
    this.pty.onExit(({ exitCode }) => {
      this.exitCode = exitCode;
    });
  }

  /** Waits until a row of the screen contains the text. */
  async sees(text: string): Promise<void> {
    await vi.waitFor(
      async () => {
        const rows = await this.shown.text();
        if (!rows.some((row) => row.includes(text)))
          throw new Error(`no ${text} in\n${rows.join('\n')}`);
      },
      { timeout: 10_000, interval: 20 },
    );
  }

  async ended(): Promise<number> {
    return await vi.waitFor(
      () => {
        if (this.exitCode === null) throw new Error('the program is still running');
        return this.exitCode;
      },
      { timeout: 10_000, interval: 20 },
    );
  }

  /** The modes a terminal is left in. */
  async modes(): Promise<Record<string, unknown>> {
    await this.shown.settled();
    const { modes, buffer } = this.shown.emulator;
    return {
      screen: buffer.active.type,
      cursorShown: this.output.lastIndexOf('\u001b[?25h') > this.output.lastIndexOf('\u001b[?25l'),
      paste: modes.bracketedPasteMode,
      mouse: modes.mouseTrackingMode,
      wrap: modes.wraparoundMode,
    };
  }
}
