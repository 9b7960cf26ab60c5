import { Rows } from '../../components/Rows.tsx';
import { cutRight, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { PaneSize } from '../../components/frame.ts';
import { layoutLimits } from '../../layout.ts';

/** Stands in for everything while the terminal is too small. */
export function SizeNoticePane({ size }: { readonly size: PaneSize }) {
  const { columnsMin, rowsMin } = layoutLimits;
  const texts = [
    `agent-tui needs ${String(columnsMin)}x${String(rowsMin)}.`,
    `This terminal is ${String(size.width)}x${String(size.height)}.`,
    'The run goes on.',
  ];
  const above = Math.max(0, Math.floor((size.height - texts.length) / 2));
  const lines = texts.slice(0, size.height).map((text): Line => {
    const cut = cutRight(text, size.width);
    return [span(' '.repeat(Math.floor((size.width - cut.length) / 2)) + cut)];
  });
  return <Rows lines={[...Array.from({ length: above }, (): Line => []), ...lines]} />;
}
