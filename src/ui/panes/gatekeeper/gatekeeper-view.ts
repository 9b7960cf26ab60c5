import { column, cutMiddle, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { age, duration, seconds, shortCommit, timeOfDay } from '../../components/format.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { stageWords, testWords, verdictLook } from '../../components/verdict-look.ts';
import type { Glyphs } from '../../glyphs.ts';
import type { EngineView, FeatureList, VerdictRow } from '../../store/engine-types.ts';
import { featuresOf, verdictsOf } from '../../store/selectors.ts';
import type { UiState } from '../../store/state.ts';

interface Columns {
  readonly name: number;
  readonly word: number;
  readonly tests: number;
  readonly time: number;
  readonly reason: number;
}

/** The rows in sight: apart from the frame, because they change more seldom. */
export function gatekeeperRows(state: UiState, glyphs: Glyphs, size: PaneSize): readonly Line[] {
  const width = size.width - 4;
  const widths = columnsFor(width, featuresOf(state));
  const now = state.view === null ? [] : currentRow(state.view, state.now, { glyphs, widths });
  const shown = verdictsOf(state).slice(
    state.verdictsTop,
    state.verdictsTop + size.height - 2 - now.length,
  );
  const all = [...now, ...shown.map((verdict) => verdictRow(verdict, { glyphs, widths }))];
  return all.length === 0 ? emptyRows(width) : all;
}

/** What the gatekeeper does now and what it decided, newest first. */
export function gatekeeperView(state: UiState, glyphs: Glyphs, rows: readonly Line[]): FrameView {
  const isFocused = state.focus === 'gatekeeper';
  const above = (state.view?.gate.current ?? null) === null ? 0 : 1;
  const selected = verdictsOf(state).findIndex((row) => row.id === state.selectedVerdict);
  const row = selected - state.verdictsTop + above;
  return {
    title: [span('Gatekeeper')],
    foot: state.view === null ? [] : footOf(state.view, state.now, glyphs),
    rows,
    selected: isFocused && selected !== -1 && row >= above ? row : undefined,
    isFocused: isFocused && state.layers.length === 0,
  };
}

/** Among more features than this one surely has a long name, and to look for it would cost more than it saves. */
const namesMeasuredMax = 1_000;
const nameColumnsMax = 30;

/** The names get what the longest one in the queue needs, so that they stand still; the reasons get the rest. */
function columnsFor(width: number, features: FeatureList): Columns {
  const name = Math.max(10, Math.min(longestLabel(features), Math.round(width * 0.26)));
  const fixed = 8 + 1 + 2 + name + 1;
  if (width < 54) return { name, word: width - fixed, tests: 0, time: 0, reason: 0 };
  if (width < 64) return { name, word: 14, tests: 10, time: 0, reason: 0 };
  const reason = Math.max(0, width - fixed - 14 - 1 - 10 - 1 - 6 - 2);
  return { name, word: 14, tests: 10, time: 6, reason };
}

function longestLabel(features: FeatureList): number {
  if (features.length > namesMeasuredMax) return nameColumnsMax;
  const lengths = [...features].map((feature) => labelOf(feature.id, feature.name).length);
  return Math.min(nameColumnsMax, Math.max(0, ...lengths));
}

/** What is verified without a feature (main itself) has the number 0, which nobody needs to see. */
function labelOf(id: number, name: string): string {
  return id === 0 ? name : `#${String(id)} ${name}`;
}

function verdictRow(row: VerdictRow, look: { glyphs: Glyphs; widths: Columns }): Line {
  const { glyphs, widths } = look;
  const { glyph, style, word } = verdictLook(row);
  const label = labelOf(row.featureId, row.featureName);
  const head: Line = [
    span(`${timeOfDay(row.at)} `, { weight: 'dim' }),
    span(`${glyphs[glyph]} `, style),
    span(`${column(cutMiddle(label, widths.name, glyphs.ellipsis), widths.name)} `),
    span(column(word, widths.word), style),
  ];
  if (widths.tests === 0) return head;
  return [
    ...head,
    span(
      ` ${column(testWords(row), widths.tests, 'right')} `,
      (row.failed ?? 0) > 0 ? { token: 'bad' } : {},
    ),
    span(column(seconds(row.durationMs), widths.time, 'right'), { weight: 'dim' }),
    span(`  ${column(row.reason ?? '', Math.max(0, widths.reason))}`),
  ];
}

function currentRow(
  view: EngineView,
  now: number,
  look: { glyphs: Glyphs; widths: Columns },
): Line[] {
  const { current } = view.gate;
  if (current === null) return [];
  const { glyphs, widths } = look;
  const label = labelOf(current.featureId, current.featureName);
  const since = duration(now - current.startedAt);
  return [
    [
      span(`${timeOfDay(current.startedAt)} `, { weight: 'dim' }),
      span(`${glyphs.verifying} `, { token: 'running' }),
      span(`${column(cutMiddle(label, widths.name, glyphs.ellipsis), widths.name)} `),
      span(column(stageWords[current.stage], widths.word), { token: 'running' }),
      span(
        widths.tests === 0
          ? ''
          : ` ${column('', widths.tests)} ${column(since, widths.time, 'right')}`,
        { weight: 'dim' },
      ),
    ],
  ];
}

function footOf(view: EngineView, now: number, glyphs: Glyphs): Line {
  const { gate, main } = view;
  const commit = main === null ? '-' : shortCommit(main.verified);
  const when =
    gate.lastGreenAt === null ? 'not tested yet' : `green ${age(now - gate.lastGreenAt)} ago`;
  const words = `queue ${String(gate.queued)} ${glyphs.dot} main ${commit} ${when}`;
  return [span(words, { weight: 'dim' })];
}

function emptyRows(width: number): Line[] {
  const words = 'Nothing verified yet.';
  const more = ' Finished work appears here with what its tests said.';
  return width < words.length + more.length
    ? [[span(words)], [span(more.trim(), { weight: 'dim' })]]
    : [[span(words), span(more, { weight: 'dim' })]];
}
