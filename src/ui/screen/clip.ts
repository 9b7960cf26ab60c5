import { characterWidth, graphemes, textShape, textWidth, type Grapheme } from './text-width.ts';

// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const sgrSplit = /(\u001b\[[0-9;:]*m)/;
const sgrReset = '\u001b[0m';

/** The columns `from` up to (not with) `to` of a row, and where on the screen they will stand. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  /**
   * Screen column of `from`: needed to put the cursor right behind graphemes that terminals disagree about. null leaves
   * that out, for text that is cut once more later.
   */
  readonly column: number | null;
}

/**
 * Exactly the cells of a cut: the row's text may hold SGR; what is missing is blank; a wide character that is cut in two
 * becomes blanks; no style leaks out of it.
 */
export function cutRow(row: string, cut: Cut): string {
  const width = cut.to - cut.from;
  if (width <= 0) return '';
  if (!row.includes('\u001b')) return cutPlain(row, cut);
  const pen = newPen(cut);
  for (const part of row.split(sgrSplit)) {
    if (part === '') continue;
    if (part.startsWith('\u001b')) {
      pen.pendingStyle = isReset(part) ? sgrReset : pen.pendingStyle + part;
      continue;
    }
    if (pen.column >= cut.to) break;
    writePart(pen, part);
  }
  const open = pen.isStyled ? sgrReset : '';
  return pen.out + open + ' '.repeat(Math.max(0, cut.to - Math.max(pen.painted, cut.from)));
}

/** The text (which may hold SGR) cut to a width without padding, for those who lay out text by themselves. */
export function clipText(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(ellipsis);
  if (room < 0) return '';
  const cut = cutRow(text, { from: 0, to: room, column: null });
  return cut + ellipsis;
}

function isReset(sgr: string): boolean {
  return sgr === sgrReset || sgr === '\u001b[m';
}

function cutPlain(row: string, cut: Cut): string {
  const width = cut.to - cut.from;
  const shape = textShape(row.length > 4 * (cut.to + 1) ? row.slice(0, 4 * (cut.to + 1)) : row);
  if (shape === 'narrow') {
    const text = row.slice(cut.from, cut.to);
    return text.length === width ? text : text + ' '.repeat(width - text.length);
  }
  const pen = newPen(cut);
  writePart(pen, row);
  return pen.out + ' '.repeat(Math.max(0, cut.to - Math.max(pen.painted, cut.from)));
}

interface Pen {
  readonly cut: Cut;
  out: string;
  /** Column of the row that comes next. */
  column: number;
  /** Column up to which cells are in `out`. */
  painted: number;
  pendingStyle: string;
  isStyled: boolean;
}

function newPen(cut: Cut): Pen {
  return {
    cut,
    out: '',
    column: 0,
    painted: cut.from,
    pendingStyle: '',
    isStyled: false,
  };
}

function writePart(pen: Pen, part: string): void {
  const shape = textShape(part);
  if (shape === 'narrow') {
    writeNarrow(pen, part);
    return;
  }
  if (shape === 'wide') {
    writeWide(pen, part);
    return;
  }
  for (const grapheme of graphemes(part)) {
    if (pen.column >= pen.cut.to && grapheme.width > 0) return;
    writeGrapheme(pen, grapheme);
  }
}

function emit(pen: Pen, text: string, width: number): void {
  if (pen.pendingStyle !== '') {
    pen.isStyled = pen.pendingStyle !== sgrReset;
    pen.out += pen.pendingStyle;
    pen.pendingStyle = '';
  }
  pen.out += text;
  pen.painted += width;
}

function writeNarrow(pen: Pen, part: string): void {
  const start = Math.max(0, pen.cut.from - pen.column);
  const text = part.slice(start, pen.cut.to - pen.column);
  pen.column += part.length;
  if (text !== '') emit(pen, text, text.length);
}

function writeWide(pen: Pen, part: string): void {
  for (const character of part) {
    if (pen.column >= pen.cut.to) return;
    const width = characterWidth(character.charCodeAt(0));
    writeGrapheme(pen, { text: character, width, settled: true });
  }
}

function writeGrapheme(pen: Pen, grapheme: Grapheme): void {
  const start = pen.column;
  const end = start + grapheme.width;
  pen.column = end;
  // Marks without a character of their own to stand on would change the cell before: leave them out.
  if (grapheme.width === 0) return;
  const isWhole = start >= pen.cut.from && end <= pen.cut.to;
  if (!isWhole) {
    const cells = Math.min(end, pen.cut.to) - Math.max(start, pen.cut.from);
    if (cells > 0) emit(pen, ' '.repeat(cells), cells);
    return;
  }
  emit(pen, grapheme.settled ? grapheme.text : unsettled(pen, grapheme), grapheme.width);
}

/**
 * Blanks first, then the grapheme over them, then the cursor to where it belongs: right on terminals that give it fewer or
 * more cells than we do. At the right edge a terminal that gives more could spill into the neighbour, so there only the
 * first character is shown.
 */
function unsettled(pen: Pen, grapheme: Grapheme): string {
  if (pen.cut.column === null) return grapheme.text;
  const column = pen.cut.column + pen.column - grapheme.width - pen.cut.from + 1;
  const room = pen.cut.to - (pen.column - grapheme.width);
  const most = [...grapheme.text].reduce((sum, character) => sum + textWidth(character), 0);
  const text =
    most <= room ? grapheme.text : String.fromCodePoint(grapheme.text.codePointAt(0) ?? 32);
  const blanks = ' '.repeat(grapheme.width);
  return `${blanks}\u001b[${String(column)}G${text}\u001b[${String(column + grapheme.width)}G`;
}
