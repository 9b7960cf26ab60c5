import { column, cutMiddle, plain, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { wrapWords } from '../../components/overlay.ts';
import { scrollNote } from '../../components/scroll-note.ts';
import type { Glyphs } from '../../glyphs.ts';
import { textWidth } from '../../screen/index.ts';
import type { LearnedRow } from '../../store/engine-types.ts';
import { statsRowsAbove, statsTop } from '../../store/reduce-stats.ts';
import { learnedKey } from '../../store/selectors.ts';
import type { UiState } from '../../store/state.ts';
import { fitColumns, modelName } from './learned-columns.ts';
import type { FittedColumns } from './learned-columns.ts';
import { totalsLine } from './totals-line.ts';

/** The stats screen: totals, and below them what is known of each model in each category. */
export function statsView(state: UiState, glyphs: Glyphs, size: PaneSize): FrameView {
  const layer = state.layers.findLast((other) => other.kind === 'stats');
  if (layer === undefined) return { title: [], rows: [], isFocused: true };
  const width = Math.max(0, size.width - 4);
  const { stats } = layer;
  const totals = totalsLine({ view: state.view, stats }, glyphs, width);
  const frame = { title: [span('Stats')], isFocused: true };
  if (stats === null || stats.learned.length === 0) {
    return { ...frame, rows: [totals, [], ...emptyRows(stats !== null, width)] };
  }
  const { learned } = stats;
  const fitted = fitColumns(learned, width);
  const top = statsTop(layer, size);
  const shown = learned.slice(top, top + Math.max(0, size.height - 2 - statsRowsAbove));
  const isSelected = (row: LearnedRow) => learnedKey(row) === layer.selected;
  const place = shown.findIndex(isSelected);
  const selected = shown[place];
  const rows = shown.map((row, at) => {
    const isRepeated = learned[top + at - 1]?.category === row.category;
    return learnedLine(row, { fitted, glyphs, isRepeated });
  });
  return {
    ...frame,
    state: [span('landed of judged attempts', { weight: 'dim' })],
    foot: selected === undefined ? [] : footOf(selected, fitted, glyphs),
    footEnd: scrollNote(learned.length, { top, rows: shown.length, glyphs }),
    rows: [totals, [], headLine(fitted), ...rows],
    selected: place === -1 ? undefined : place + statsRowsAbove,
  };
}

function headLine({ category, model, shown, gap }: FittedColumns): Line {
  const heads = [
    column('category', category),
    column('model', model),
    ...shown.map(({ head, width, align }) => column(head, width, align)),
  ];
  return [span(heads.join(gap), { weight: 'dim' })];
}

function learnedLine(
  row: LearnedRow,
  look: { fitted: FittedColumns; glyphs: Glyphs; isRepeated: boolean },
): Line {
  const { fitted, glyphs, isRepeated } = look;
  const { category, model, shown, gap, digits } = fitted;
  const named = (text: string, width: number) =>
    column(cutMiddle(plain(text), width, glyphs.ellipsis), width);
  return [
    // A category stands out once; below it the models do.
    span(named(row.category, category), isRepeated ? { weight: 'dim' } : {}),
    span(`${gap}${named(modelName(row), model)}`),
    ...shown.map(({ text, width, align, style }) =>
      span(`${gap}${column(text(row, digits), width, align)}`, style),
    ),
  ];
}

/** All of the selected row that the columns have no room for. */
function footOf(row: LearnedRow, fitted: FittedColumns, glyphs: Glyphs): Line {
  const names = [
    { text: plain(row.category), width: fitted.category },
    { text: modelName(row), width: fitted.model },
  ];
  const isCut = names.some(({ text, width }) => textWidth(text) > width);
  const words = [
    ...(isCut ? names.map(({ text }) => text) : []),
    ...[...fitted.leftOut].sort((a, b) => a.rank - b.rank).map((one) => one.words(row)),
  ].filter((word) => word !== '');
  if (words.length === 0) return [];
  return [span(words.join(` ${glyphs.dot} `), { weight: 'dim' })];
}

function emptyRows(isKnown: boolean, width: number): Line[] {
  if (!isKnown) return [[span('Not known yet.', { weight: 'dim' })]];
  const more = wrapWords('Each verdict of the gatekeeper adds a row.', width);
  return [
    [span('Nothing was judged yet.')],
    ...more.map((text): Line => [span(text, { weight: 'dim' })]),
  ];
}
