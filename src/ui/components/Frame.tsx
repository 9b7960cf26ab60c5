import { useMemo } from 'react';
import { useRegionBorder } from '../screen/index.ts';
import { sgrOf } from '../theme.ts';
import { lineText } from './cells.ts';
import { frameEdges, rowsInside } from './frame.ts';
import type { FrameView, PaneSize } from './frame.ts';
import { Rows } from './Rows.tsx';
import { useUi } from './ui-context.ts';

/**
 * A framed pane: thin rounded border, title at the left, state at the right. The region paints the border and the selected
 * row; Ink draws the rows, and only when one of them is another one.
 */
export function Frame({ view, size }: { readonly view: FrameView; readonly size: PaneSize }) {
  const { theme, glyphs } = useUi();
  const { width, height } = size;
  const { selected, rows } = view;
  const { top, bottom, side } = frameEdges(view, width, glyphs);
  const sgr = `\u001B[${sgrOf(theme, { weight: 'bold', inverse: true })}m`;
  useRegionBorder({
    top: lineText(top, theme, glyphs),
    bottom: lineText(bottom, theme, glyphs),
    side: lineText(side, theme, glyphs),
    marked: selected === undefined ? null : { row: selected, sgr },
  });
  const lines = useMemo(() => rowsInside(rows, { width, height }), [rows, width, height]);
  return <Rows lines={lines} />;
}
