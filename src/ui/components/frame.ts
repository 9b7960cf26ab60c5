import type { Glyphs } from '../glyphs.ts';
import type { Style, Token } from '../theme.ts';
import { cutRight, fit, lineWidth } from './cells.ts';
import type { Line } from './cells.ts';

/** The size of a pane in cells. */
export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

/** A pane as data: what stands in its border and between. */
export interface FrameView {
  readonly title: Line;
  /** In the top border, at the right. */
  readonly state?: Line;
  /** In the bottom border, at the left and at the right. */
  readonly foot?: Line;
  readonly footEnd?: Line;
  readonly rows: readonly Line[];
  /** The row that is selected, if one is: bold reverse video across its whole width. */
  readonly selected?: number | undefined;
  readonly isFocused: boolean;
  /** The border's colour where it has one of its own. */
  readonly tone?: Token;
}

/** The border of a framed pane: two edges, and one row of a side. */
interface FrameEdges {
  readonly top: Line;
  readonly bottom: Line;
  readonly side: Line;
}

/** The rows that fit into a frame of this size, none wider than its inside. */
export function rowsInside(rows: readonly Line[], { width, height }: PaneSize): readonly Line[] {
  const inner = Math.max(0, width - 4);
  const shown = rows.slice(0, Math.max(0, height - 2));
  return shown.map((row) => (lineWidth(row) > inner ? fit(row, inner) : row));
}

/** The border of a framed pane of this width. */
export function frameEdges(view: FrameView, width: number, glyphs: Glyphs): FrameEdges {
  const border = borderStyle(view);
  return {
    top: edgeLine({
      corners: [glyphs.topLeft, glyphs.topRight],
      left: titleOf(view),
      right: view.state ?? [],
      width,
      border,
      glyphs,
    }),
    bottom: edgeLine({
      corners: [glyphs.bottomLeft, glyphs.bottomRight],
      left: view.foot ?? [],
      right: view.footEnd ?? [],
      width,
      border,
      glyphs,
    }),
    side: [{ ...border, text: glyphs.vertical }],
  };
}

function borderStyle(view: FrameView): Style {
  if (view.tone !== undefined) return { token: view.tone };
  return view.isFocused ? { token: 'focus' } : { weight: 'dim' };
}

function titleOf(view: FrameView): Line {
  return view.isFocused
    ? view.title.map((part) => (part.weight === 'dim' ? part : { ...part, weight: 'bold' }))
    : view.title;
}

/** One border with texts set into it; when both do not fit, the left one is cut. */
function edgeLine(edge: {
  corners: readonly [string, string];
  left: Line;
  right: Line;
  width: number;
  border: Style;
  glyphs: Glyphs;
}): Line {
  const { corners, width, border, glyphs } = edge;
  const room = width - 2;
  const right = lineWidth(edge.right) + 4 <= room ? padded(edge.right) : [];
  const leftRoom = room - lineWidth(right) - (right.length > 0 ? 2 : 0);
  const left = cutLine(padded(edge.left), leftRoom, glyphs.ellipsis);
  const gap = room - lineWidth(left) - lineWidth(right) - (right.length > 0 ? 1 : 0);
  const end = right.length > 0 ? [{ ...border, text: glyphs.horizontal }] : [];
  return [
    { ...border, text: corners[0] },
    ...left,
    { ...border, text: glyphs.horizontal.repeat(Math.max(0, gap)) },
    ...right,
    ...end,
    { ...border, text: corners[1] },
  ];
}

function padded(line: Line): Line {
  return line.length === 0 ? [] : [{ text: ' ' }, ...line, { text: ' ' }];
}

function cutLine(line: Line, width: number, ellipsis: string): Line {
  if (lineWidth(line) <= width) return line;
  const text = line.map((part) => part.text).join('');
  const cut = `${cutRight(text, Math.max(0, width - 1), ellipsis)} `;
  const first = line.find((part) => part.text.trim() !== '');
  return [{ ...first, text: cut }];
}
