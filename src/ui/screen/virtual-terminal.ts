import { EventEmitter } from 'node:events';

// Anything of a terminal's language but SGR.
const control =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /\u001b\[[0-9;:?<>=]*[@-ln-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[^[\]]|[\u0000-\u0009\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

/** A tiny terminal that one Ink root writes to. In debug mode Ink writes each frame whole, and this hands it on as rows. */
export class VirtualTerminal extends EventEmitter {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #onFrame: (rows: string[]) => void;

  constructor(size: { width: number; height: number }, onFrame: (rows: string[]) => void) {
    super();
    this.columns = Math.max(1, size.width);
    this.rows = size.height + 1;
    this.#onFrame = onFrame;
  }

  resize(size: { width: number; height: number }): void {
    this.columns = Math.max(1, size.width);
    this.rows = size.height + 1;
    this.emit('resize');
  }

  write(text: string): boolean {
    const frame = text.includes('\u001b') ? text.replace(control, '') : text;
    // A write of nothing but cursor and erase sequences is Ink's housekeeping, not a frame.
    if (frame !== '' || text === '') this.#onFrame(frame.split('\n'));
    return true;
  }
}

/** An input that never says anything: keys reach components through the keymap, not through Ink. */
export class SilentInput extends EventEmitter {
  readonly isTTY = true;

  setRawMode(): this {
    return this;
  }

  setEncoding(): this {
    return this;
  }

  read(): null {
    return null;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  resume(): this {
    return this;
  }

  pause(): this {
    return this;
  }
}
