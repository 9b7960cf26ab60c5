/* eslint-disable no-control-regex -- control characters are what this file is about */

/** Whether colours survive; everything else that is not text never does. */
export interface SanitiseOptions {
  readonly colours?: boolean;
}

const tabStopColumns = 4;
const sgrParametersMax = 32;

/**
 * Sequences in the order in which they are tried; every part is linear. A string sequence (OSC, DCS, APC, PM, SOS and
 * the title of screen) ends at its terminator or, when it has none, at the end of its line, so that it hides one line at most.
 */
const csi = String.raw`(?:\u001b\[|\u009b)[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e]?`;
const controlString = String.raw`(?:\u001b[\]PX^_k]|[\u0090\u0098\u009d-\u009f])[^\u0007\u0018\u001a\u001b\u009c\r\n]*(?:[\u0007\u0018\u001a\u009c]|\u001b\\)?`;
const otherEscape = String.raw`\u001b[\u0020-\u002f]*[\u0030-\u007e]?`;
/** C0 without tab and newline, DEL, C1, direction controls, byte order mark, annotation marks, tag characters. */
const unwanted = String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]`;
const newline = /\r\n|[\r\u2028\u2029]/gu;
const loneSurrogate = /\p{Surrogate}/gu;

const suspicious = new RegExp(`[\\t\\u2028\\u2029]|\\p{Surrogate}|${unwanted}`, 'u');
const oneSequence = new RegExp(`${csi}|${controlString}|${otherEscape}|${unwanted}`, 'gu');
/** Many at once: one match costs some microseconds, and a hostile line can be made of nothing else. */
const sequences = new RegExp(`(?:${oneSequence.source}){1,500}`, 'gu');

/**
 * Makes text of others safe to show: no escape sequence (7 or 8 bit, terminated or not), no control character but the
 * newline, no direction control; tabs become spaces, a carriage return becomes a newline so that nothing is overwritten.
 */
export function sanitise(text: string, options: SanitiseOptions = {}): string {
  if (!suspicious.test(text)) return text;
  const colours = options.colours === true;
  const lines = text.replace(newline, '\n');
  const clean = colours ? lines.replace(oneSequence, colourOf) : lines.replace(sequences, '');
  return clean
    .replace(loneSurrogate, '\ufffd')
    .split('\n')
    .map(colours ? closedLine : expandTabs)
    .join('\n');
}

/** Text without anything that a terminal would obey. */
export function stripTerminalCodes(text: string): string {
  return sanitise(text);
}

/** Text as one line, for titles and names: newlines become spaces. */
export function sanitiseLine(text: string): string {
  return sanitise(text).replaceAll('\n', ' ');
}

/** A colour sequence written anew from its numbers, or nothing. */
function colourOf(control: string): string {
  const parameters = /^(?:\u001b\[|\u009b)([0-9;:]*)m$/u.exec(control)?.[1];
  if (parameters === undefined) return '';
  const numbers = parameters.split(/[;:]/u).map(Number);
  if (numbers.length > sgrParametersMax) return '';
  const kept = keptAttributes(numbers);
  return kept.length === 0 ? '' : `\u001b[${kept.join(';')}m`;
}

/** Reset, weight, slant, underline, inverse, strike and colours; never blinking or concealed text. */
function isPlainAttribute(number: number): boolean {
  return (
    [0, 1, 2, 3, 4, 7, 9, 22, 23, 24, 27, 29, 39, 49].includes(number) ||
    (number >= 30 && number <= 37) ||
    (number >= 40 && number <= 47) ||
    (number >= 90 && number <= 97) ||
    (number >= 100 && number <= 107)
  );
}

function keptAttributes(numbers: readonly number[]): number[] {
  const kept: number[] = [];
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    if (number === 38 || number === 48 || number === 58) {
      const length = numbers[at + 1] === 5 ? 3 : numbers[at + 1] === 2 ? 5 : 1;
      const colour = numbers.slice(at, at + length);
      if (number !== 58 && length > 1 && colour.length === length && colour.every(isByte)) {
        kept.push(...colour);
      }
      at += length - 1;
    } else if (isPlainAttribute(number)) {
      kept.push(number);
    }
  }
  return kept;
}

function isByte(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 255;
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let column = 0;
  let expanded = '';
  for (const part of line.split(/(\t)/u)) {
    const piece = part === '\t' ? ' '.repeat(tabStopColumns - (column % tabStopColumns)) : part;
    expanded += piece;
    column += piece.replaceAll(/\u001b\[[0-9;]*m/gu, '').length;
  }
  return expanded;
}

/** A line whose colours end with it, so that it may stand anywhere. */
function closedLine(line: string): string {
  const expanded = expandTabs(line);
  const last = expanded.lastIndexOf('\u001b[');
  if (last === -1 || expanded.startsWith('\u001b[0m', last)) return expanded;
  return `${expanded}\u001b[0m`;
}
