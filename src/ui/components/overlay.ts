import { textWidth } from '../screen/index.ts';
import { overlayRect } from '../layout.ts';
import type { Rect } from '../layout.ts';
import { bodyOf } from '../store/selectors.ts';
import type { UiState } from '../store/state.ts';

/** Where an overlay with this many rows and columns of content stands. */
export function overlayFor(state: UiState, content: { columns: number; rows: number }): Rect {
  return overlayRect(bodyOf(state), { columns: content.columns + 4, rows: content.rows + 2 });
}

/** The columns that overlays have for text on this screen. */
export function overlayTextWidth(state: UiState, columnsMax: number): number {
  return Math.min(bodyOf(state).width - 4, columnsMax);
}

/** Breaks text at blanks into lines of at most `width` cells; a word that is too long is broken. */
export function wrapWords(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, width)));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => piecesOf(part, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

function piecesOf(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (textWidth(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
