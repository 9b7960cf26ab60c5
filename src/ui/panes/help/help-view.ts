import { column, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { keyLabel } from '../../components/key-names.ts';
import type { Glyphs } from '../../glyphs.ts';
import { helpEntries } from '../../help-entries.ts';
import type { UiState } from '../../store/state.ts';

const keysWidth = 20;

/** Help: the keys that work on the screen below, from the one key table. */
export function helpView(state: UiState, glyphs: Glyphs, size: PaneSize): FrameView {
  const at = state.layers.findIndex((layer) => layer.kind === 'help');
  const layer = state.layers[at];
  if (layer?.kind !== 'help') return { title: [], rows: [], isFocused: true };
  const below = { ...state, layers: state.layers.slice(0, at) };
  const all = helpEntries(state).map((row): Line => {
    const keys = row.keys.map((key) => keyLabel(key, glyphs)).join('  ');
    const reason = row.unless?.(below) ?? null;
    const label = reason === null ? [span(row.label)] : [span(row.label, { weight: 'dim' })];
    const why = reason === null ? [] : [span(`  ${reason}`, { weight: 'dim' })];
    return [
      span(`${column(keys, keysWidth)} `, reason === null ? {} : { weight: 'dim' }),
      ...label,
      ...why,
    ];
  });
  const rows = all.slice(layer.top, layer.top + size.height - 2);
  const more = all.length - layer.top - rows.length;
  return {
    title: [span(`Keys ${glyphs.dot} ${screenName(below)}`)],
    rows,
    footEnd: more > 0 ? [span(`${glyphs.down} ${String(more)}`, { weight: 'dim' })] : [],
    isFocused: true,
  };
}

function screenName(state: UiState): string {
  const kind = state.layers.at(-1)?.kind;
  return kind ?? `dashboard, ${state.focus}`;
}
