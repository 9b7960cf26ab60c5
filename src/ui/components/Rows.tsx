import { Transform } from 'ink';
import { memo } from 'react';
import { lineText, lineWidth } from './cells.ts';
import type { Line } from './cells.ts';
import { useUi } from './ui-context.ts';

/** Lines of text, one under the other; none may be wider than its place. */
export const Rows = memo(function Rows({ lines }: { readonly lines: readonly Line[] }) {
  const { theme, glyphs } = useUi();
  if (lines.length === 0) return null;
  const text = lines.map((line) => lineText(line, theme, glyphs)).join('\n');
  // An empty text would take no row at all.
  const room = lines.map((line) => ' '.repeat(Math.max(1, lineWidth(line)))).join('\n');
  return <Painted text={text} room={room} />;
});

/**
 * Ink lays out blanks and gets the text only when it draws: it measures a line with a glyph in it a hundred times slower
 * than one of plain ASCII, and how wide each line is we know already.
 */
const Painted = memo(function Painted(props: { readonly text: string; readonly room: string }) {
  const rows = props.text.split('\n');
  return <Transform transform={(_blanks, row) => rows[row] ?? ''}>{props.room}</Transform>;
});
