import { screenLimits } from './screen-limits.ts';
import { safeLines } from './safe-line.ts';
import type { StyledLine } from './styled-line.ts';

/** What changed in a buffer: lines at the end, or everything. */
export type BufferChange = 'appended' | 'replaced';

/**
 * The last `linesMax` lines of something. Any number of surfaces may show one buffer without copying it. A line keeps its
 * index for life: the first line ever appended is 0; when old lines fall out, `first` rises.
 */
export class LineBuffer {
  readonly linesMax: number;
  #lines: StyledLine[] = [];
  /** Where in `#lines` the line `first` stands; above 0 only once the ring has wrapped. */
  #head = 0;
  #first = 0;
  #chars = 0;
  #listeners = new Set<(change: BufferChange) => void>();

  constructor(linesMax: number = screenLimits.surfaceLinesMax) {
    if (linesMax < 1) throw new Error('a line buffer needs room for at least one line');
    this.linesMax = linesMax;
  }

  /** Index of the oldest line still kept. */
  get first(): number {
    return this.#first;
  }

  /** Index after the newest line. */
  get end(): number {
    return this.#first + this.#lines.length;
  }

  /** How many lines are kept. */
  get count(): number {
    return this.#lines.length;
  }

  /** The line at an index, or undefined when it is not kept. */
  at(index: number): StyledLine | undefined {
    const offset = index - this.#first;
    if (offset < 0 || offset >= this.#lines.length) return undefined;
    return this.#lines[(this.#head + offset) % this.#lines.length];
  }

  /** Adds lines at the end. A line break splits; control characters other than plain SGR are made visible. */
  append(lines: readonly (string | StyledLine)[]): void {
    if (lines.length === 0) return;
    for (const line of lines) this.#add(line);
    if (this.#chars > screenLimits.surfaceCharsMax) this.#dropOldest();
    this.#tell('appended');
  }

  /** Puts these lines in the place of all others; indexes start at 0 again. */
  replace(lines: readonly (string | StyledLine)[]): void {
    this.#lines = [];
    this.#head = 0;
    this.#first = 0;
    this.#chars = 0;
    for (const line of lines) this.#add(line);
    this.#tell('replaced');
  }

  /** Forgets all lines; indexes start at 0 again. */
  clear(): void {
    this.replace([]);
  }

  /** Hears of every change; the result stops that. */
  onChange(listener: (change: BufferChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #tell(change: BufferChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Very long lines: half of what may be held is kept, so that this is seldom done. */
  #dropOldest(): void {
    const lines = [...this.#lines.slice(this.#head), ...this.#lines.slice(0, this.#head)];
    let chars = 0;
    const from = lines.findLastIndex(
      ({ text }) => (chars += text.length) > screenLimits.surfaceCharsMax / 2,
    );
    this.#lines = lines.slice(from + 1);
    this.#head = 0;
    this.#first += from + 1;
    this.#chars = this.#lines.reduce((sum, { text }) => sum + text.length, 0);
  }

  #add(line: string | StyledLine): void {
    for (const safe of safeLines(line)) {
      this.#chars += safe.text.length;
      if (this.#lines.length < this.linesMax) {
        this.#lines.push(safe);
        continue;
      }
      this.#chars -= this.#lines[this.#head]?.text.length ?? 0;
      this.#lines[this.#head] = safe;
      this.#head = (this.#head + 1) % this.linesMax;
      this.#first += 1;
    }
  }
}
