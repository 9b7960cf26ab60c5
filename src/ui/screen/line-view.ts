import { Ascending } from './ascending.ts';
import type { BufferChange, LineBuffer } from './line-buffer.ts';
import type { StyledLine } from './styled-line.ts';

/** The lines of a buffer that pass a filter, in order. Lines are named by their index in the buffer. */
export class LineView {
  readonly buffer: LineBuffer;
  #isShown: ((line: StyledLine) => boolean) | null = null;
  readonly #shown = new Ascending<number>((index) => index);
  /** Lines below this index have been through the filter. */
  #scanned = 0;

  constructor(buffer: LineBuffer) {
    this.buffer = buffer;
  }

  setFilter(isShown: ((line: StyledLine) => boolean) | null): void {
    this.#isShown = isShown;
    this.changed('replaced');
  }

  /** To be called on every change of the buffer. */
  changed(change: BufferChange): void {
    if (change === 'replaced') {
      this.#shown.clear();
      this.#scanned = 0;
    }
    if (this.#isShown === null) return;
    this.#shown.dropBelow(this.buffer.first);
    for (let at = Math.max(this.#scanned, this.buffer.first); at < this.buffer.end; at += 1) {
      const line = this.buffer.at(at);
      if (line !== undefined && this.#isShown(line)) this.#shown.push(at);
    }
    this.#scanned = this.buffer.end;
  }

  get count(): number {
    return this.#isShown === null ? this.buffer.count : this.#shown.count;
  }

  /** The shown line with this rank (0 is the oldest), or undefined. */
  lineAt(rank: number): number | undefined {
    if (this.#isShown !== null) return this.#shown.at(rank);
    return rank < 0 || rank >= this.buffer.count ? undefined : this.buffer.first + rank;
  }

  /** How many shown lines are before a line (which need not be shown itself). */
  rankOf(line: number): number {
    if (this.#isShown !== null) return this.#shown.rankFrom(line);
    return Math.min(this.buffer.count, Math.max(0, line - this.buffer.first));
  }

  isShown(line: StyledLine): boolean {
    return this.#isShown === null || this.#isShown(line);
  }
}
