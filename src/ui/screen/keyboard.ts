import { StringDecoder } from 'node:string_decoder';
import type { InputEvent } from './input-event.ts';
import { KeyParser } from './keys.ts';
import type { ScreenClock } from './screen-clock.ts';
import type { ScreenInput } from './screen-contract.ts';
import { screenLimits } from './screen-limits.ts';

/** Where keys come from and go to. */
export interface KeyboardOptions {
  readonly stdin: ScreenInput;
  readonly clock: ScreenClock;
  readonly mouse: boolean;
  readonly onEvent: (event: InputEvent) => void;
}

/** The one reader of the terminal's input. */
export class Keyboard {
  readonly #options: KeyboardOptions;
  #decoder = new StringDecoder('utf8');
  #parser = new KeyParser();
  #cancelWait: (() => void) | null = null;

  constructor(options: KeyboardOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.stdin.on('data', this.#received);
  }

  /** Stops reading and forgets what was half received. */
  stop(): void {
    this.#options.stdin.off('data', this.#received);
    this.#cancelWait?.();
    this.#cancelWait = null;
    this.#decoder = new StringDecoder('utf8');
    this.#parser = new KeyParser();
  }

  readonly #received = (chunk: Uint8Array | string): void => {
    this.#cancelWait?.();
    this.#cancelWait = null;
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(Buffer.from(chunk));
    this.#tell(this.#parser.push(text));
    const { waiting } = this.#parser;
    if (waiting === null) return;
    const ms = waiting === 'paste' ? screenLimits.pasteWaitMs : screenLimits.escapeWaitMs;
    this.#cancelWait = this.#options.clock.after(ms, () => {
      this.#cancelWait = null;
      this.#tell(this.#parser.giveUp());
    });
  };

  #tell(events: readonly InputEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'mouse' || this.#options.mouse) this.#options.onEvent(event);
    }
  }
}
