import { EventEmitter } from 'node:events';
import xterm from '@xterm/headless';
import type { ScreenClock } from '../../src/ui/screen/index.ts';

/** A real terminal emulator in memory that a screen writes to. */
export class EmulatedTerminal extends EventEmitter {
  readonly emulator: InstanceType<typeof xterm.Terminal>;
  readonly writes: string[] = [];

  constructor(size: { columns: number; rows: number } = { columns: 80, rows: 24 }) {
    super();
    this.emulator = new xterm.Terminal({
      cols: size.columns,
      rows: size.rows,
      scrollback: 0,
      allowProposedApi: true,
    });
  }

  get columns(): number {
    return this.emulator.cols;
  }

  get rows(): number {
    return this.emulator.rows;
  }

  write(text: string): boolean {
    this.writes.push(text);
    this.emulator.write(text);
    return true;
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.emit('resize');
  }

  /** Waits until the emulator has read everything. */
  async settled(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.emulator.write('', resolve);
    });
  }

  /** Every cell as character, width and style. */
  async cells(): Promise<string[][]> {
    await this.settled();
    const rows: string[][] = [];
    for (let y = 0; y < this.rows; y += 1) {
      const line = this.emulator.buffer.active.getLine(y);
      const row: string[] = [];
      for (let x = 0; x < this.columns; x += 1) {
        const cell = line?.getCell(x);
        const style = `${String(cell?.isBold())}${String(cell?.isInverse())}${String(cell?.getFgColor())}${String(cell?.getBgColor())}`;
        row.push(
          `${cell?.getChars() === '' && cell.getWidth() === 1 ? ' ' : String(cell?.getChars())}|${String(cell?.getWidth())}|${style}`,
        );
      }
      rows.push(row);
    }
    return rows;
  }

  /** The rows as text, without blanks at the end and without empty rows at the bottom. */
  async text(): Promise<string[]> {
    await this.settled();
    const rows: string[] = [];
    for (let y = 0; y < this.rows; y += 1) {
      rows.push(this.emulator.buffer.active.getLine(y)?.translateToString(true).trimEnd() ?? '');
    }
    while (rows.at(-1) === '') rows.pop();
    return rows;
  }
}

/** Keys that a test presses. */
export class EmulatedKeys extends EventEmitter {
  isRaw = false;
  isPaused = true;

  setRawMode(on: boolean): this {
    this.isRaw = on;
    return this;
  }

  resume(): this {
    this.isPaused = false;
    return this;
  }

  pause(): this {
    this.isPaused = true;
    return this;
  }

  press(text: string): void {
    this.emit('data', Buffer.from(text));
  }
}

/** A clock that moves only when a test moves it. */
export class HandClock implements ScreenClock {
  #now = 1_000;
  #waiting = new Set<{ at: number; fn: () => void }>();

  monotonic(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): () => void {
    const timer = { at: this.#now + ms, fn };
    this.#waiting.add(timer);
    return () => {
      this.#waiting.delete(timer);
    };
  }

  get pending(): number {
    return this.#waiting.size;
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#waiting.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fn();
    }
    this.#now = until;
  }
}

/** Lets everything that was put off with setImmediate happen. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      setImmediate(resolve);
    });
  });
}
