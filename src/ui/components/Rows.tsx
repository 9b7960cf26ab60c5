import { Box, Text } from 'ink';
import type { Glyphs } from '../glyphs.ts';
import { paintLine } from './cells.ts';
import type { Line } from './cells.ts';
import { useUi } from './ui-context.ts';

/** Lines of text, one under the other, none of them wrapped. */
export function Rows({ lines }: { readonly lines: readonly Line[] }) {
  const { theme, glyphs } = useUi();
  return (
    <Box flexDirection="column">
      {lines.map((line, row) => (
        <Text key={String(row)} wrap="truncate">
          {lineText(paintLine(theme, line), glyphs)}
        </Text>
      ))}
    </Box>
  );
}

/** An empty text would take no row at all. */
function lineText(text: string, glyphs: Glyphs): string {
  return text === '' ? ' ' : text.replaceAll('…', glyphs.ellipsis);
}
