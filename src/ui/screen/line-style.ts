// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const sgr = /\u001b\[[0-9;:]*m/g;
// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const sgrSplit = /(\u001b\[[0-9;:]*m)/;
// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const reset = /\u001b\[0?m/g;
const sgrReset = '\u001b[0m';

/** Characters `from` up to (not with) `to` of the plain text, to be painted in a style of their own. */
export interface Highlight {
  readonly from: number;
  readonly to: number;
  readonly sgr: string;
}

/** The text without its SGR sequences. */
export function plainText(text: string): string {
  return text.includes('\u001b') ? text.replace(sgr, '') : text;
}

/** The text under a style prefix that also holds after resets inside the text. */
export function prefixed(text: string, prefix: string): string {
  if (prefix === '') return text;
  return prefix + (text.includes('\u001b') ? text.replace(reset, sgrReset + prefix) : text);
}

/** The text with highlights (ascending, not overlapping) laid over its own styles. */
export function highlighted(text: string, highlights: readonly Highlight[]): string {
  if (highlights.length === 0) return text;
  let out = '';
  let style = '';
  let at = 0;
  for (const part of text.split(sgrSplit)) {
    if (part === '') continue;
    if (part.startsWith('\u001b')) {
      style = part === sgrReset || part === '\u001b[m' ? '' : style + part;
      const inside = highlights.find(({ from, to }) => from < at && at < to);
      out += part + (inside?.sgr ?? '');
      continue;
    }
    out += highlightedPart(part, { at, style, highlights });
    at += part.length;
  }
  return out;
}

function highlightedPart(
  part: string,
  context: { at: number; style: string; highlights: readonly Highlight[] },
): string {
  const { at, style, highlights } = context;
  let out = '';
  let done = 0;
  for (const { from, to, sgr: mark } of highlights) {
    const start = Math.max(from - at, done);
    const end = Math.min(to - at, part.length);
    if (start >= end) continue;
    out += part.slice(done, start) + mark + part.slice(start, end) + sgrReset + style;
    done = end;
  }
  return out + part.slice(done);
}
