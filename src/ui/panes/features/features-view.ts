import { column, cutMiddle, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { counted } from '../../components/format.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { scrollNote } from '../../components/scroll-note.ts';
import type { Glyphs } from '../../glyphs.ts';
import type { FeatureRow } from '../../store/engine-types.ts';
import { agentNamed, featuresOf } from '../../store/selectors.ts';
import type { UiState } from '../../store/state.ts';
import { featureLook } from '../../components/feature-look.ts';

/** The rows of the features in sight: apart from the frame, because they change more seldom. */
export function featureRows(state: UiState, glyphs: Glyphs, size: PaneSize): readonly Line[] {
  const features = featuresOf(state);
  if (features.length === 0) return emptyRows(state);
  const shown = shownOf(state, size);
  const widths = columnsFor([...shown, ...features.slice(-1)], size.width - 4);
  return shown.map((feature) => featureRow(state, feature, { glyphs, widths }));
}

function shownOf(state: UiState, size: PaneSize): readonly FeatureRow[] {
  return featuresOf(state).slice(state.featuresTop, state.featuresTop + size.height - 2);
}

/** The features in the engine's order, one row each. */
export function featuresView(
  state: UiState,
  glyphs: Glyphs,
  pane: { readonly size: PaneSize; readonly rows: readonly Line[] },
): FrameView {
  const features = featuresOf(state);
  const isFocused = state.focus === 'features';
  const shown = shownOf(state, pane.size);
  const selected = shown.findIndex((feature) => feature.id === state.selectedFeature);
  return {
    title: [span('Features')],
    foot: footOf(features.length, state.view?.featureCounts.blocked ?? 0, glyphs),
    footEnd: scrollNote(features.length, { top: state.featuresTop, rows: shown.length, glyphs }),
    rows: pane.rows,
    selected: isFocused && selected !== -1 ? selected : undefined,
    isFocused: isFocused && state.layers.length === 0,
  };
}

interface Columns {
  readonly id: number;
  readonly name: number;
  readonly note: number;
}

/** Fixed widths, so that nothing moves sideways when a state changes or the list scrolls: the last number is the longest. */
function columnsFor(features: readonly FeatureRow[], width: number): Columns {
  const id = Math.max(2, ...features.map((feature) => String(feature.id).length));
  const note = width >= 40 ? 12 : 11;
  return { id, note, name: Math.max(6, width - 2 - id - 1 - 1 - note) };
}

function featureRow(
  state: UiState,
  feature: FeatureRow,
  look: { glyphs: Glyphs; widths: Columns },
): Line {
  const { glyphs, widths } = look;
  const { glyph, style, note, isDim } = featureLook(
    feature,
    agentNamed(state, feature.agent),
    state.now,
  );
  const name = cutMiddle(feature.name, widths.name, glyphs.ellipsis);
  return [
    span(`${glyphs[glyph]} `, style),
    span(`${column(String(feature.id), widths.id, 'right')} `, { weight: 'dim' }),
    span(`${column(name, widths.name)} `, isDim ? { weight: 'dim' } : {}),
    span(column(note, widths.note), isDim ? { weight: 'dim' } : style),
  ];
}

function footOf(count: number, blocked: number, glyphs: Glyphs): Line {
  const total = span(counted(count, 'feature'), { weight: 'dim' });
  if (blocked === 0) return [total];
  return [
    total,
    span(` ${glyphs.dot} `, { weight: 'dim' }),
    span(`${String(blocked)} blocked`, { token: 'attention' }),
  ];
}

function emptyRows(state: UiState): Line[] {
  if (state.view === null) return [[span('Not known yet.', { weight: 'dim' })]];
  return [[span('No features yet.')], [span('a adds one.', { weight: 'dim' })]];
}
