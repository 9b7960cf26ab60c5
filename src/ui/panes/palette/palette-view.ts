import { column, span, spread } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { inputLine } from '../../components/input-line.ts';
import { keyLabel } from '../../components/key-names.ts';
import type { Glyphs } from '../../glyphs.ts';
import { paletteEntries } from '../../key-resolution.ts';
import { keepInSight } from '../../store/list.ts';
import type { UiState } from '../../store/state.ts';

/** The rows of entries that the palette shows at once. */
export const paletteRows = 12;

/** The palette: every action by name, as the typed letters fit. */
export function paletteView(state: UiState, glyphs: Glyphs, size: PaneSize): FrameView {
  const layer = state.layers.at(-1);
  if (layer?.kind !== 'palette') return { title: [], rows: [], isFocused: true };
  const width = size.width - 4;
  const entries = paletteEntries(state);
  const rows = size.height - 3;
  const top = keepInSight({ top: 0, selected: layer.chosen, rows, count: entries.length });
  const below = { ...state, layers: state.layers.slice(0, -1) };
  const shown = entries.slice(top, top + rows).map((entry): Line => {
    const reason = entry.unless?.(below) ?? null;
    const style = reason === null ? {} : ({ weight: 'dim' } as const);
    const key = span(keyLabel(entry.keys[0] ?? '', glyphs), { weight: 'dim' });
    const why = reason === null ? '' : `  ${reason}`;
    return spread([span(entry.label, style), span(why, { weight: 'dim' })], [key], width);
  });
  const none: Line = [span(column('No command has these letters.', width), { weight: 'dim' })];
  return {
    title: [span('Commands')],
    rows: [
      [span(': '), ...inputLine(layer.query, width - 2)],
      ...(shown.length === 0 ? [none] : shown),
    ],
    selected: shown.length === 0 ? undefined : 1 + layer.chosen - top,
    isFocused: true,
  };
}
