import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();

// Characters whose width nobody disputes and that never join with a neighbour: one cell each …
const narrow =
  '\\x20-\\x7e\\u00a0-\\u00a8\\u00aa-\\u00ac\\u00af-\\u02ff\\u0370-\\u0377\\u037a-\\u037f\\u0384-\\u0482\\u048a-\\u052f' +
  '\\u2010-\\u2027\\u2030-\\u203b\\u203d-\\u2048\\u204a-\\u205e\\u2190-\\u2193\\u219a-\\u21a8\\u21ab-\\u21ff' +
  '\\u2200-\\u22ff\\u2500-\\u25a9\\u25ac-\\u25b5\\u25b7-\\u25bf\\u25c1-\\u25fa\\u2800-\\u28ff\\ufffd';
// … or two cells each (kana, CJK, Hangul syllables, full-width forms).
const wide =
  '\\u3041-\\u3096\\u30a0-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60';
const onlyNarrow = new RegExp(`^[${narrow}]*$`);
const narrowOrWide = new RegExp(`^[${narrow}${wide}]*$`);
const firstWide = 0x3041;
const replacement = 0xfffd;

/** How the width of a text may be found: by its length, character by character, or only by graphemes. */
export type TextShape = 'narrow' | 'wide' | 'graphemes';

/** Sorts a text without escape sequences by how hard it is to measure; nearly all log text is 'narrow'. */
export function textShape(text: string): TextShape {
  if (onlyNarrow.test(text)) return 'narrow';
  return narrowOrWide.test(text) ? 'wide' : 'graphemes';
}

/** Cells of one character of a text whose shape is not 'graphemes'. */
export function characterWidth(code: number): 1 | 2 {
  return code < firstWide || code === replacement ? 1 : 2;
}

/** How many cells a text takes: the same measure that Ink lays out with. Escape sequences count nothing. */
export function textWidth(text: string): number {
  if (onlyNarrow.test(text)) return text.length;
  return stringWidth(text);
}

/**
 * A piece of text that is painted or cut as one. `settled`: every terminal gives it the same number of cells; for others
 * the painter puts the cursor right by itself.
 */
export interface Grapheme {
  readonly text: string;
  readonly width: number;
  readonly settled: boolean;
}

/** The graphemes of a text without escape sequences. */
export function* graphemes(text: string): Generator<Grapheme> {
  const shape = textShape(text);
  if (shape === 'graphemes') {
    for (const { segment } of segmenter.segment(text)) yield grapheme(segment);
    return;
  }
  for (const character of text) {
    const width = characterWidth(character.charCodeAt(0));
    yield { text: character, width, settled: true };
  }
}

const baseAndMarks = new RegExp(`^[${narrow}${wide}][\\u0300-\\u036f]*$`);

function grapheme(text: string): Grapheme {
  const width = stringWidth(text);
  return { text, width, settled: baseAndMarks.test(text) };
}
