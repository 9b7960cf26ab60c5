import { writeSync } from 'node:fs';
import type { ScreenInput, ScreenOutput, ScreenSize } from './screen-contract.ts';
import { screenLimits } from './screen-limits.ts';
import { enterAgainSequence, enterSequence, leaveSequence } from './terminal-modes.ts';

const writeTriesMax = 200;

/** What a terminal is made of. `onClosed` hears once that nobody reads any more. */
export interface TerminalOptions {
  readonly stdout: ScreenOutput;
  readonly stdin: ScreenInput;
  readonly mouse: boolean;
  readonly onClosed: (error: unknown) => void;
}

/** The real terminal: its modes and the writing to it. */
export class Terminal {
  readonly #options: TerminalOptions;
  #isEntered = false;
  #isClosed = false;
  #onDrain: (() => void) | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
    options.stdout.on('error', this.#failed);
    options.stdout.on('drain', this.#drained);
    options.stdin.on('error', this.#inputFailed);
    options.stdin.on('end', this.#inputFailed);
  }

  get isEntered(): boolean {
    return this.#isEntered;
  }

  /** False while an earlier write has not been taken yet. */
  get isReady(): boolean {
    return this.#isEntered && !this.#isClosed && this.#onDrain === null;
  }

  /** True when the terminal is taken now. */
  enter(): boolean {
    if (this.#isEntered || this.#isClosed) return this.#isEntered;
    this.#isEntered = true;
    this.#rawKeys();
    this.#options.stdin.resume();
    this.#options.stdout.write(enterSequence(this.#options.mouse));
    return this.#isEntered;
  }

  /** Raw keys again; off first, because the stream believes in its last setting, even after a shell changed it. */
  #rawKeys(): void {
    try {
      this.#options.stdin.setRawMode?.(false);
      this.#options.stdin.setRawMode?.(true);
    } catch (error) {
      this.#closed(error);
    }
  }

  /** Takes the modes again after somebody else may have changed them. */
  enterAgain(): void {
    this.#rawKeys();
    this.#options.stdout.write(enterAgainSequence(this.#options.mouse));
  }

  /** Gives the terminal back; synchronously, so that it works while the process ends. */
  leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    this.#onDrain = null;
    if (!this.#isClosed) writeNow(this.#options.stdout, leaveSequence);
    try {
      this.#options.stdin.setRawMode?.(false);
    } catch {
      // The terminal is gone, and its modes with it.
    }
    this.#options.stdin.pause();
  }

  /** One write. When the terminal cannot take more, `onDrain` is called once it can. */
  write(text: string, onDrain: () => void): void {
    if (!this.isReady) return;
    if (!this.#options.stdout.write(text)) this.#onDrain = onDrain;
  }

  size(): ScreenSize {
    const { columns, rows } = this.#options.stdout;
    return {
      columns: Math.min(
        screenLimits.columnsMax,
        columns === undefined || columns < 1 ? 80 : columns,
      ),
      rows: Math.min(screenLimits.rowsMax, rows === undefined || rows < 1 ? 24 : rows),
    };
  }

  dispose(): void {
    this.leave();
    this.#options.stdout.off('drain', this.#drained);
    this.#options.stdin.off('end', this.#inputFailed);
    // The error listeners stay: a late EPIPE on a terminal that is gone must not become an uncaught exception.
  }

  readonly #drained = (): void => {
    const onDrain = this.#onDrain;
    this.#onDrain = null;
    onDrain?.();
  };

  readonly #failed = (error: Error): void => {
    this.#closed(error);
  };

  readonly #inputFailed = (error?: Error): void => {
    if (this.#isEntered) this.#closed(error);
  };

  #closed(error: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.leave();
    this.#options.onClosed(error);
  }
}

function writeNow(stdout: ScreenOutput, text: string): void {
  if (stdout.fd === undefined) {
    stdout.write(text);
    return;
  }
  let rest = Buffer.from(text);
  for (let tries = 0; rest.length > 0 && tries < writeTriesMax; tries += 1) {
    try {
      rest = rest.subarray(writeSync(stdout.fd, rest));
    } catch (error) {
      if (!isBusy(error)) return;
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
