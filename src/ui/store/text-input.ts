import type { TextInput } from './state.ts';

/** Bounds of what a field takes, in characters. */
export const inputCharsMax = 20_000;

export type TextEdit =
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'delete-word'
  | 'delete-to-start';

export const emptyInput: TextInput = { text: '', cursor: 0 };

/** A field that holds a text, the cursor at its end. */
export function inputOf(text: string): TextInput {
  return { text, cursor: text.length };
}

/** Puts text in at the cursor. Without `multiLine` line ends become blanks. */
export function insertText(input: TextInput, text: string, multiLine = false): TextInput {
  const piece = multiLine ? text : text.replaceAll(/\s*\n\s*/g, ' ');
  const room = Math.max(0, inputCharsMax - input.text.length);
  const taken = piece.slice(0, room);
  return {
    text: input.text.slice(0, input.cursor) + taken + input.text.slice(input.cursor),
    cursor: input.cursor + taken.length,
  };
}

/** What an editing key does to a field. */
export function editText(input: TextInput, edit: TextEdit): TextInput {
  const { text, cursor } = input;
  const cut = (from: number, to: number) => ({
    text: text.slice(0, from) + text.slice(to),
    cursor: from,
  });
  switch (edit) {
    case 'backspace':
      return cut(before(text, cursor), cursor);
    case 'delete':
      return cut(cursor, after(text, cursor));
    case 'left':
      return { text, cursor: before(text, cursor) };
    case 'right':
      return { text, cursor: after(text, cursor) };
    case 'home':
      return { text, cursor: lineStart(text, cursor) };
    case 'end':
      return { text, cursor: lineEnd(text, cursor) };
    case 'word-left':
      return { text, cursor: wordStart(text, cursor) };
    case 'word-right':
      return { text, cursor: wordEnd(text, cursor) };
    case 'delete-word':
      return cut(wordStart(text, cursor), cursor);
    case 'delete-to-start':
      return cut(lineStart(text, cursor), cursor);
  }
}

/** Moves the cursor a line up or down; null when there is no such line. */
export function moveLine(input: TextInput, step: -1 | 1): TextInput | null {
  const { text, cursor } = input;
  const start = lineStart(text, cursor);
  const offset = cursor - start;
  if (step === -1) {
    if (start === 0) return null;
    const target = lineStart(text, start - 1);
    return { text, cursor: Math.min(target + offset, start - 1) };
  }
  const end = lineEnd(text, cursor);
  if (end === text.length) return null;
  return { text, cursor: Math.min(end + 1 + offset, lineEnd(text, end + 1)) };
}

function before(text: string, cursor: number): number {
  if (cursor === 0) return 0;
  return cursor - (/[\uDC00-\uDFFF]/.test(text.charAt(cursor - 1)) && cursor > 1 ? 2 : 1);
}

function after(text: string, cursor: number): number {
  const code = text.codePointAt(cursor);
  return code === undefined ? cursor : cursor + (code > 0xffff ? 2 : 1);
}

function lineStart(text: string, cursor: number): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
}

function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor);
  return end === -1 ? text.length : end;
}

function wordStart(text: string, cursor: number): number {
  const words = /\S*\s*$/.exec(text.slice(0, cursor));
  return words?.index ?? 0;
}

function wordEnd(text: string, cursor: number): number {
  const words = /^\s*\S*/.exec(text.slice(cursor));
  return cursor + (words?.[0].length ?? 0);
}
