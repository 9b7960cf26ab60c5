import { graphemes, textShape } from './text-width.ts';

/** Columns `from` up to (not with) `to` of a line, painted in one row. */
export interface WrappedRow {
  readonly from: number;
  readonly to: number;
}

const rowsMax = 2_000;

/** How a line without escape sequences falls into rows of a width: at blanks where there are some, else anywhere. */
export function wrapRows(text: string, width: number): readonly WrappedRow[] {
  if (width < 1) return [{ from: 0, to: 0 }];
  if (text.length <= width && textShape(text) === 'narrow') return [{ from: 0, to: width }];
  const rows: WrappedRow[] = [];
  let from = 0;
  let column = 0;
  let afterBlank = 0;
  for (const grapheme of graphemes(text)) {
    while (column + grapheme.width > from + width && column > from && grapheme.width > 0) {
      // A blank that does not fit any more ends the row and is not carried over.
      const isBlank = grapheme.text === ' ';
      const to = isBlank ? column : afterBlank > from ? afterBlank : column;
      rows.push({ from, to });
      if (rows.length >= rowsMax) return rows;
      from = isBlank ? column + 1 : to;
    }
    column += grapheme.width;
    if (grapheme.text === ' ') afterBlank = column;
  }
  if (column > from || rows.length === 0) rows.push({ from, to: column });
  return rows;
}
