import type { Glyphs } from '../glyphs.ts';
import { graphemes, textWidth } from '../screen/index.ts';
import { paint } from '../theme.ts';
import type { Style, Theme } from '../theme.ts';

/** A piece of text in one style. */
export interface Span extends Style {
  readonly text: string;
}

/** One line of the screen, left to right. */
export type Line = readonly Span[];

/** Control characters, line ends and bidirectional controls become blanks: names come from outside. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]+/gu, ' ');
}

/** A span; its text is made harmless. */
export function span(text: string, style: Style = {}): Span {
  return { ...style, text: plain(text) };
}

/** Cuts at the right, with an ellipsis where something is lost. */
export function cutRight(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text;
  return width <= 0 ? '' : takeLeft(text, width - 1) + ellipsis;
}

/** Cuts at the left, for paths: their end tells most. */
export function cutLeft(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text;
  return width <= 0 ? '' : ellipsis + takeRight(text, width - 1);
}

/** Cuts in the middle, for names: both ends tell them apart. */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text;
  if (width <= 0) return '';
  const left = Math.ceil((width - 1) / 2);
  return takeLeft(text, left) + ellipsis + takeRight(text, width - 1 - left);
}

function takeLeft(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += grapheme.width;
    if (used > width) break;
    taken += grapheme.text;
  }
  return taken;
}

function takeRight(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const grapheme of [...graphemes(text)].reverse()) {
    used += grapheme.width;
    if (used > width) break;
    taken = grapheme.text + taken;
  }
  return taken;
}

/** Text in a column: cut or filled to exactly `width` cells. */
export function column(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutRight(text, width);
  const blanks = ' '.repeat(Math.max(0, width - textWidth(cut)));
  return align === 'left' ? cut + blanks : blanks + cut;
}

/** The number of cells of a line. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, part) => sum + textWidth(part.text), 0);
}

/** A line of exactly `width` cells, cut or filled with blanks. */
export function fit(line: Line, width: number): Line {
  const fitted: Span[] = [];
  let left = width;
  for (const part of line) {
    if (left <= 0) break;
    const text = cutRight(part.text, left);
    fitted.push({ ...part, text });
    left -= textWidth(text);
  }
  return left > 0 ? [...fitted, { text: ' '.repeat(left) }] : fitted;
}

/** A line with one part at each edge; the left part gives way. */
export function spread(left: Line, right: Line, width: number): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth + 1 >= width) return fit(left, width);
  return [...fit(left, width - rightWidth - 1), { text: ' ' }, ...right];
}

/** A line as the terminal takes it. */
export function lineText(line: Line, theme: Theme, glyphs: Glyphs): string {
  const text = line.map((part) => paint(theme, part, part.text)).join('');
  return glyphs.ellipsis === '…' ? text : text.replaceAll('…', glyphs.ellipsis);
}

/** The selected row: bold reverse video across its whole width. */
export function selectedLine(line: Line, width: number): Line {
  const text = fit(line, width)
    .map((part) => part.text)
    .join('');
  return [{ text, weight: 'bold', inverse: true }];
}
