import { lineWidth } from './cells.ts';
import type { Line } from './cells.ts';

/** One piece of a line that says several things. */
export interface Segment {
  readonly line: Line;
  /** Segments with the highest number are left out first when there is no room. */
  readonly rank: number;
}

const gap = '   ';

/** The segments that fit, one beside the other, in their order. */
export function joinSegments(segments: readonly Segment[], width: number): Line {
  let kept = segments;
  while (kept.length > 1 && widthOf(kept) > width) {
    const worst = Math.max(...kept.map((segment) => segment.rank));
    kept = kept.filter((segment) => segment.rank !== worst);
  }
  return kept.flatMap((segment, at): Line =>
    at === 0 ? segment.line : [{ text: gap }, ...segment.line],
  );
}

function widthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { line }) => sum + lineWidth(line) + gap.length, -gap.length);
}
