/** Sequences that take the terminal and give it back. */
const esc = '\u001b';

/** Around one paint: a terminal that knows it (DEC 2026) shows the frame only when it is complete. */
export const frameBegin = `${esc}[?2026h`;
export const frameEnd = `${esc}[?2026l`;

/** Alternate screen, no cursor, no wrap at the right edge, bracketed paste, Esc told apart from sequences (kitty). */
export function enterSequence(mouse: boolean): string {
  return modesOn(mouse, `${esc}[>1u`);
}

/** The same for a terminal that may have them already: the keyboard's flags are set, not put on their stack once more. */
export function enterAgainSequence(mouse: boolean): string {
  return modesOn(mouse, `${esc}[=1u`);
}

function modesOn(mouse: boolean, keyboard: string): string {
  const mouseOn = mouse ? `${esc}[?1000h${esc}[?1006h` : '';
  return `${esc}[?1049h${esc}[2J${esc}[H${esc}[?25l${esc}[?7l${esc}[?2004h${keyboard}${mouseOn}`;
}

/** Undoes everything that may have been switched on, whatever was. The alternate screen is left last. */
export const leaveSequence = [
  frameEnd,
  `${esc}[?1006l${esc}[?1003l${esc}[?1002l${esc}[?1000l`,
  `${esc}[?2004l`,
  `${esc}[<u`,
  `${esc}[0m`,
  `${esc}[?7h`,
  `${esc}[?25h`,
  `${esc}[?1049l`,
].join('');

export const bellSequence = '\u0007';

/** OSC 52: puts text into the clipboard of the terminal's own machine, also over ssh. */
export function copySequence(text: string): string {
  return `${esc}]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
}
