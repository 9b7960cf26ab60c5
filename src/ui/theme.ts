/** What a colour means. Components name tokens, never colours. */
export const tokens = ['focus', 'ok', 'bad', 'attention', 'running', 'conflict', 'muted'] as const;

export type Token = (typeof tokens)[number];

/** The parameters of an SGR sequence for each token; empty: the terminal's own colour. */
export type Theme = Readonly<Record<Token, string>>;

/** Themes are tables: nothing but these rows knows a colour. */
export const themes = {
  /** 256 colours, mid tones that can be read on black and on white. */
  default: {
    focus: '38;5;37',
    ok: '38;5;71',
    bad: '38;5;167',
    attention: '38;5;179',
    running: '38;5;68',
    conflict: '38;5;170',
    muted: '38;5;244',
  },
  /** The terminal's own palette. Faint instead of "bright black", which some palettes hide. */
  sixteen: {
    focus: '36',
    ok: '32',
    bad: '31',
    attention: '33',
    running: '34',
    conflict: '35',
    muted: '2',
  },
  /** Blue and orange stand in for green and red. */
  'colour-blind': {
    focus: '38;5;37',
    ok: '38;5;39',
    bad: '38;5;208',
    attention: '38;5;220',
    running: '38;5;147',
    conflict: '38;5;170',
    muted: '38;5;244',
  },
  /** No colour at all: weight, glyphs and words carry the meaning. */
  none: {
    focus: '1',
    ok: '',
    bad: '1',
    attention: '1',
    running: '',
    conflict: '1',
    muted: '2',
  },
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;

/** Chooses the theme that the terminal can show; NO_COLOR wins over everything. */
export function themeFor(
  environment: Readonly<Record<string, string | undefined>>,
  wished: ThemeName = 'default',
): Theme {
  const { NO_COLOR: noColor, TERM: term = '', COLORTERM: colorTerm = '' } = environment;
  if ((noColor !== undefined && noColor !== '') || term === 'dumb') return themes.none;
  if (wished === 'none' || wished === 'sixteen') return themes[wished];
  const isRich =
    term.includes('256color') || colorTerm !== '' || /kitty|alacritty|ghostty/.test(term);
  return isRich ? themes[wished] : themes.sixteen;
}

/** How a piece of text is set: one colour token and one of three weights. */
export interface Style {
  readonly token?: Token | undefined;
  readonly weight?: 'bold' | 'dim' | undefined;
  /** For the selected row alone. */
  readonly inverse?: boolean | undefined;
}

/** The SGR parameters of a style in a theme; empty when nothing is set. */
export function sgrOf(theme: Theme, style: Style): string {
  const codes = [
    style.weight === 'bold' ? '1' : '',
    style.weight === 'dim' ? theme.muted : '',
    style.token === undefined ? '' : theme[style.token],
    style.inverse === true ? '7' : '',
  ];
  return codes.filter((code) => code !== '').join(';');
}

/** Text in its style, closed again, so that nothing runs on into what follows. */
export function paint(theme: Theme, style: Style, text: string): string {
  const sgr = sgrOf(theme, style);
  return sgr === '' || text === '' ? text : `\u001B[${sgr}m${text}\u001B[0m`;
}
