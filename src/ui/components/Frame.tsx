import { Box, Text } from 'ink';
import { paintLine } from './cells.ts';
import type { Line } from './cells.ts';
import { frameParts } from './frame.ts';
import type { FrameView, PaneSize } from './frame.ts';
import { Rows } from './Rows.tsx';
import { useUi } from './ui-context.ts';

/**
 * A framed pane: thin rounded border, title at the left, state at the right. The sides are texts of their own, because Ink
 * measures a line of plain ASCII many times faster than one with a border glyph in it.
 */
export function Frame({ view, size }: { readonly view: FrameView; readonly size: PaneSize }) {
  const { glyphs } = useUi();
  const { top, bottom, side, rows } = frameParts(view, size, glyphs);
  return (
    <Box flexDirection="column" width={size.width}>
      <Rows lines={[top]} />
      {size.height > 2 ? (
        <Box height={size.height - 2}>
          <Side line={side} rows={size.height - 2} />
          <Box width={size.width - 2} paddingX={1}>
            <Rows lines={rows} />
          </Box>
          <Side line={side} rows={size.height - 2} />
        </Box>
      ) : null}
      <Rows lines={[bottom]} />
    </Box>
  );
}

/** Painted row by row: Ink ends a style at the end of its line. */
function Side({ line, rows }: { readonly line: Line; readonly rows: number }) {
  const { theme } = useUi();
  return <Text>{Array.from({ length: rows }, () => paintLine(theme, line)).join('\n')}</Text>;
}
