import { span } from '../../components/cells.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import type { Glyphs } from '../../glyphs.ts';
import { featureNumbered } from '../../store/selectors.ts';
import type { DetailsSubject, UiState } from '../../store/state.ts';
import { detailsRows } from './details-rows.ts';

/** The overlay with everything known about one thing. */
export function detailsView(state: UiState, glyphs: Glyphs, size: PaneSize): FrameView {
  const layer = state.layers.findLast((other) => other.kind === 'details');
  if (layer === undefined) return { title: [], rows: [], isFocused: true };
  const all = detailsRows(state, layer.of, glyphs);
  const rows = all.slice(layer.top, layer.top + size.height - 2);
  const below = all.length - layer.top - rows.length;
  return {
    title: [span(titleOf(state, layer.of))],
    rows,
    footEnd: below > 0 ? [span(`${glyphs.down} ${String(below)}`, { weight: 'dim' })] : [],
    isFocused: true,
  };
}

function titleOf(state: UiState, of: DetailsSubject): string {
  if (of.kind === 'verdict') return 'Verdict';
  return `#${String(of.id)} ${featureNumbered(state, of.id)?.name ?? ''}`;
}
