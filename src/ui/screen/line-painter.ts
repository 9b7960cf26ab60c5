import { cutRow } from './clip.ts';
import { withoutColours } from './colours.ts';
import type { StyledLine } from './styled-line.ts';
import { highlighted, plainText, prefixed, type Highlight } from './line-style.ts';
import { screenLimits } from './screen-limits.ts';
import { matchesIn, type Match } from './search.ts';
import type { SurfaceStyles } from './surface.ts';
import { textWidth } from './text-width.ts';
import { wrapRows, type WrappedRow } from './wrap.ts';

/** What lies over a line: search hits and the mark. */
export interface LineOverlay {
  /** Row of the line when it is wrapped. */
  readonly row: number;
  readonly isMarked: boolean;
  readonly expression: RegExp | null;
  readonly current: Match | null;
}

const defaultStyles: Required<SurfaceStyles> = {
  base: '',
  match: '\u001b[7m',
  currentMatch: '\u001b[1;7m',
  mark: '\u001b[7m',
};

/** Paints rows of lines; the compositor cuts what it gives to the cells that are seen. Remembers what is dear to work out. */
export class LinePainter {
  readonly #styles: Required<SurfaceStyles>;
  readonly #colours: boolean;
  #isWrapped: boolean;
  #width = 0;
  #left = 0;
  #wrapped = new Map<StyledLine, readonly WrappedRow[]>();
  #cut = new Map<StyledLine, string>();

  constructor(options: { styles: SurfaceStyles; colours: boolean; isWrapped: boolean }) {
    const styles = { ...defaultStyles, ...options.styles };
    const keep = (sgr: string): string => (options.colours ? sgr : withoutColours(sgr));
    this.#styles = {
      base: keep(styles.base),
      match: keep(styles.match),
      currentMatch: keep(styles.currentMatch),
      mark: keep(styles.mark),
    };
    this.#colours = options.colours;
    this.#isWrapped = options.isWrapped;
  }

  get left(): number {
    return this.#isWrapped ? 0 : this.#left;
  }

  setWidth(width: number): void {
    this.#width = width;
    this.forget();
  }

  setWrapped(isWrapped: boolean): void {
    this.#isWrapped = isWrapped;
    this.forget();
  }

  setLeft(columns: number): void {
    this.#left = columns;
    this.forget();
  }

  forget(): void {
    this.#wrapped.clear();
    this.#cut.clear();
  }

  rowCount(line: StyledLine | undefined): number {
    return line === undefined || !this.#isWrapped ? 1 : this.#rows(line).length;
  }

  /** Moves the left edge so that a match is seen. */
  bringIntoSight(line: StyledLine, match: { from: number; to: number }): void {
    if (this.#isWrapped) return;
    const plain = plainText(line.text);
    const from = textWidth(plain.slice(0, match.from));
    const to = textWidth(plain.slice(0, match.to));
    if (from >= this.#left && to <= this.#left + this.#width) return;
    this.setLeft(to <= this.#width ? 0 : Math.max(0, from - Math.floor(this.#width / 3)));
  }

  row(line: StyledLine, overlay: LineOverlay): string {
    const isBare = overlay.expression === null && !overlay.isMarked;
    if (isBare && !this.#isWrapped) return this.#bare(line);
    const body = highlighted(this.#text(line), this.#highlights(line, overlay));
    const prefix = this.#prefix(line) + (overlay.isMarked ? this.#styles.mark : '');
    const { from, to } = this.#columns(line, overlay.row);
    const cut = cutRow(body, { from, to, column: null });
    return prefixed(cut + ' '.repeat(Math.max(0, this.#width - (to - from))), prefix);
  }

  /** Most rows are this: nothing over them. */
  #bare(line: StyledLine): string {
    const isWhole = this.#left === 0 && line.text.length <= this.#width * 2;
    if (isWhole) return prefixed(this.#text(line), this.#prefix(line));
    const known = this.#cut.get(line);
    if (known !== undefined) return known;
    const place = { from: this.#left, to: this.#left + this.#width, column: null };
    const cut = cutRow(this.#text(line), place);
    return remember(this.#cut, line, prefixed(cut, this.#prefix(line)));
  }

  #text(line: StyledLine): string {
    return this.#colours ? line.text : withoutColours(line.text);
  }

  #prefix(line: StyledLine): string {
    const own = line.sgr ?? '';
    return this.#styles.base + (this.#colours ? own : withoutColours(own));
  }

  #highlights(line: StyledLine, overlay: LineOverlay): Highlight[] {
    if (overlay.expression === null) return [];
    return matchesIn(plainText(line.text), overlay.expression).map((found) => {
      const isCurrent = overlay.current?.from === found.from;
      return { ...found, sgr: isCurrent ? this.#styles.currentMatch : this.#styles.match };
    });
  }

  #columns(line: StyledLine, row: number): WrappedRow {
    if (!this.#isWrapped) return { from: this.#left, to: this.#left + this.#width };
    const { from, to } = this.#rows(line)[row] ?? { from: 0, to: 0 };
    return { from, to };
  }

  #rows(line: StyledLine): readonly WrappedRow[] {
    const known = this.#wrapped.get(line);
    if (known !== undefined) return known;
    return remember(this.#wrapped, line, wrapRows(plainText(line.text), this.#width));
  }
}

function remember<T>(map: Map<StyledLine, T>, line: StyledLine, value: T): T {
  if (map.size >= screenLimits.clippedLinesKept) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(line, value);
  return value;
}
