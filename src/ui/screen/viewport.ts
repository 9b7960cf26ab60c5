import type { LineView } from './line-view.ts';

/** One painted row: which row (from 0) of which line. */
export interface RowPlace {
  readonly line: number;
  readonly row: number;
}

/** Walks the rows of a view. In clip mode every line has one row; `rowsOf` says how many it has. */
export class Viewport {
  readonly #view: LineView;
  readonly #rowsOf: (line: number) => number;

  constructor(view: LineView, rowsOf: (line: number) => number) {
    this.#view = view;
    this.#rowsOf = rowsOf;
  }

  /** Up to `height` rows from a place on. */
  rowsFrom(top: RowPlace, height: number): RowPlace[] {
    const places: RowPlace[] = [];
    let rank = this.#view.rankOf(top.line);
    let line = this.#view.lineAt(rank);
    let row = line === top.line ? top.row : 0;
    while (line !== undefined && places.length < height) {
      const rows = this.#rowsOf(line);
      for (; row < rows && places.length < height; row += 1) places.push({ line, row });
      row = 0;
      rank += 1;
      line = this.#view.lineAt(rank);
    }
    return places;
  }

  /** The place a number of rows further down (or up, when negative), as far as there are rows. */
  moved(from: RowPlace, by: number): RowPlace {
    let rank = this.#view.rankOf(from.line);
    let line = this.#view.lineAt(rank);
    if (line === undefined) return this.lastRow() ?? from;
    let row = (line === from.line ? from.row : 0) + by;
    while (row < 0) {
      const before = this.#view.lineAt(rank - 1);
      if (before === undefined) return { line, row: 0 };
      rank -= 1;
      line = before;
      row += this.#rowsOf(line);
    }
    for (let rows = this.#rowsOf(line); row >= rows; rows = this.#rowsOf(line)) {
      const after = this.#view.lineAt(rank + 1);
      if (after === undefined) return { line, row: rows - 1 };
      rank += 1;
      line = after;
      row -= rows;
    }
    return { line, row };
  }

  /** The top at which the last row stands at the bottom; the very first row when all rows fit. */
  endTop(height: number): RowPlace {
    const last = this.lastRow();
    if (last === undefined) return { line: 0, row: 0 };
    return this.moved(last, 1 - Math.max(1, height));
  }

  lastRow(): RowPlace | undefined {
    const line = this.#view.lineAt(this.#view.count - 1);
    return line === undefined ? undefined : { line, row: this.#rowsOf(line) - 1 };
  }

  /** The nearest top that exists and leaves no room empty below when there is more above. */
  clamped(top: RowPlace, height: number): RowPlace {
    const end = this.endTop(height);
    const first = this.#view.lineAt(this.#view.rankOf(top.line)) ?? end.line;
    const place = first === top.line ? top : { line: first, row: 0 };
    return isBefore(place, end) ? place : end;
  }
}

/** True when a place is above another. */
export function isBefore(a: RowPlace, b: RowPlace): boolean {
  return a.line < b.line || (a.line === b.line && a.row < b.row);
}
