/** One line of text. `sgr` is an opaque style prefix (for instance ESC[2m) that holds for the whole line; `kind` is for filters. */
export interface StyledLine {
  readonly text: string;
  readonly sgr?: string;
  readonly kind?: string;
}
