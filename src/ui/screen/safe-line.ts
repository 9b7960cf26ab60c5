import { screenLimits } from './screen-limits.ts';
import type { StyledLine } from './styled-line.ts';

// C0, DEL, C1, line and paragraph separators, and the controls that reorder text.
const unsafe =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;
const unsafeOrSgr =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /\u001b\[[0-9;:]{0,32}m|[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;
const tabColumns = 4;

/**
 * A line as lines that are safe to paint. Text should arrive sanitised; this is the last guard, so that no escape sequence
 * reaches the terminal by mistake: SGR passes, tabs become blanks, every other control character becomes U+FFFD.
 */
export function safeLines(line: string | StyledLine): StyledLine[] {
  const styled = typeof line === 'string' ? { text: line } : line;
  const sgr = styled.sgr === undefined ? undefined : safeSgr(styled.sgr);
  const text =
    styled.text.length > screenLimits.lineCharsMax
      ? styled.text.slice(0, screenLimits.lineCharsMax)
      : styled.text;
  if (!unsafe.test(text)) {
    return [sgr === styled.sgr && text === styled.text ? styled : withText(styled, text, sgr)];
  }
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((part) => withText(styled, safeText(part), sgr));
}

/** One line of text in which only SGR sequences are left of all control sequences. */
export function safeText(text: string): string {
  return text.replace(unsafeOrSgr, (found) => {
    if (found.length > 1) return found;
    return found === '\t' ? ' '.repeat(tabColumns) : '\ufffd';
  });
}

/** A style prefix, or nothing when it holds anything but SGR. */
export function safeSgr(sgr: string): string {
  // eslint-disable-next-line no-control-regex -- SGR begins with ESC
  return /^(?:\u001b\[[0-9;:]{0,32}m)*$/.test(sgr) ? sgr : '';
}

function withText(line: StyledLine, text: string, sgr: string | undefined): StyledLine {
  return {
    text,
    ...(sgr === undefined ? {} : { sgr }),
    ...(line.kind === undefined ? {} : { kind: line.kind }),
  };
}
