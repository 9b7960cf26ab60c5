import type { Layer, Rect } from './layer.ts';
import type { LineBuffer } from './line-buffer.ts';
import type { StyledLine } from './styled-line.ts';

/** Opaque style prefixes of a surface's own marks. */
export interface SurfaceStyles {
  /** Put before every line. */
  readonly base?: string;
  readonly match?: string;
  readonly currentMatch?: string;
  /** Put before the lines of `setMark`. */
  readonly mark?: string;
}

/** How a surface starts. `buffer` shares the lines of another surface; without it the surface has its own. */
export interface SurfaceOptions {
  readonly rect: Rect;
  readonly z: number;
  readonly buffer?: LineBuffer;
  readonly linesMax?: number;
  readonly wrap?: boolean;
  readonly follow?: boolean;
  readonly visible?: boolean;
  readonly styles?: SurfaceStyles;
}

/** Where a surface stands. Numbers count lines that pass the filter, from 0. */
export interface SurfacePosition {
  /** Index (in the buffer) of the line at the top, null when nothing is shown. */
  readonly topLine: number | null;
  /** How many shown lines are above the top. */
  readonly above: number;
  /** How many lines pass the filter. */
  readonly total: number;
  readonly follow: boolean;
  readonly atEnd: boolean;
  /** Columns cut at the left in clip mode. */
  readonly left: number;
}

/** Matches of a search. `capped`: there are more than were kept. `current` counts from 0; null before the first jump. */
export interface SurfaceMatches {
  readonly count: number;
  readonly capped: boolean;
  readonly current: number | null;
}

/** Text that the screen paints itself from a buffer of lines, without React. */
export interface TextSurface extends Layer {
  readonly buffer: LineBuffer;
  readonly lineCount: number;
  append(lines: readonly (string | StyledLine)[]): void;
  replace(lines: readonly (string | StyledLine)[]): void;
  clear(): void;
  /** Shows another buffer in this place. */
  setBuffer(buffer: LineBuffer): void;
  setWrap(wrap: boolean): void;
  /** On: the end stays in sight. Scrolling up turns it off; scrolling to the end does not turn it on. */
  setFollow(follow: boolean): void;
  /** Only lines for which this is true are shown; null shows all. */
  setFilter(isShown: ((line: StyledLine) => boolean) | null): void;
  /** Puts a line at the top (as far as the end allows). */
  scrollTo(line: number): void;
  /** By painted rows; negative is up. */
  scrollBy(rows: number): void;
  scrollToStart(): void;
  scrollToEnd(): void;
  /** Columns cut at the left; has an effect in clip mode only. */
  setLeft(columns: number): void;
  /** Scrolls just so far that the line is in sight. */
  reveal(line: number): void;
  position(): SurfacePosition;
  /** The buffer's index of the line painted in that row of the surface, or null. */
  lineAtRow(row: number): number | null;
  /** Marks all matches; text is matched literally, without case when it has no capitals. null ends the search. */
  search(pattern: string | RegExp | null): SurfaceMatches;
  nextMatch(): SurfaceMatches;
  previousMatch(): SurfaceMatches;
  matches(): SurfaceMatches;
  /** Paints these lines (inclusive) in the `mark` style; null removes the mark. */
  setMark(mark: { readonly from: number; readonly to: number } | null): void;
}
