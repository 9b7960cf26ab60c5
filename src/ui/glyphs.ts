/** The Unicode glyphs; each is one cell wide in every common font. */
const unicode = {
  ready: '○',
  waiting: '◌',
  running: '▶',
  verifying: '◔',
  merged: '✔',
  rejected: '✘',
  paused: '‖',
  question: '?',
  blocked: '⊘',
  cancelled: '✕',
  conflicted: '≠',
  working: '●',
  idle: '○',
  ended: '·',
  check: '✓',
  dot: '·',
  arrow: '▸',
  ellipsis: '…',
  minus: '−',
  dash: '–',
  cursor: '▏',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: '⏎',
  topLeft: '╭',
  topRight: '╮',
  bottomLeft: '╰',
  bottomRight: '╯',
  horizontal: '─',
  vertical: '│',
};

export type GlyphName = keyof typeof unicode;
export type Glyphs = Readonly<Record<GlyphName, string>>;

const ascii: Glyphs = {
  ready: 'o',
  waiting: '.',
  running: '>',
  verifying: '%',
  merged: '+',
  rejected: 'x',
  paused: '=',
  question: '?',
  blocked: '!',
  cancelled: '-',
  conflicted: '#',
  working: '*',
  idle: 'o',
  ended: '.',
  check: '+',
  dot: '-',
  arrow: '>',
  ellipsis: '~',
  minus: '-',
  dash: '-',
  cursor: '_',
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  enter: 'enter',
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  horizontal: '-',
  vertical: '|',
};

/** The two sets of glyphs. */
export const glyphSets = { unicode, ascii } as const;

/** Chooses the set that the locale can show; `forceAscii` is `--ascii`. */
export function glyphsFor(
  environment: Readonly<Record<string, string | undefined>>,
  forceAscii = false,
): Glyphs {
  const { LC_ALL: all, LC_CTYPE: ctype, LANG: lang } = environment;
  const locale = [all, ctype, lang].find((value) => value !== undefined && value !== '') ?? '';
  return forceAscii || !/utf-?8/i.test(locale) ? ascii : unicode;
}
