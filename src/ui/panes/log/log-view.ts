import { span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { counted } from '../../components/format.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { inputLine } from '../../components/input-line.ts';
import type { Glyphs } from '../../glyphs.ts';
import { agentNamed, featureNumbered } from '../../store/selectors.ts';
import type { LogState, UiState } from '../../store/state.ts';

/** The frame of the log screen; its lines are a text surface. */
export function logView(
  state: UiState,
  glyphs: Glyphs,
  pane: { size: PaneSize; hasLog: boolean },
): FrameView {
  const log = state.layers.findLast((layer) => layer.kind === 'log');
  if (log === undefined) return { title: [], rows: [], isFocused: true };
  const feature = featureNumbered(state, agentNamed(state, log.agent)?.feature ?? null);
  const dot = ` ${glyphs.dot} `;
  const name = feature === undefined ? '' : `${dot}#${String(feature.id)} ${feature.name}`;
  return {
    title: [span(`Log${dot}${log.agent}${name}`)],
    state: placeOf(log),
    foot: searchOf(log, pane.size.width - 30),
    footEnd: log.wrap ? [span('wrapped', { weight: 'dim' })] : [],
    rows: pane.hasLog ? [] : [[span('No output yet.', { weight: 'dim' })]],
    isFocused: true,
  };
}

function placeOf(log: LogState): Line {
  const { position } = log;
  if (position === null) return [];
  const total = counted(position.total, 'line');
  if (log.follow)
    return [span('following', { token: 'running' }), span(` ${total}`, { weight: 'dim' })];
  const words = `line ${String(Math.min(position.above + 1, position.total))} of ${String(position.total)}`;
  return [span(words, { weight: 'dim' })];
}

function searchOf(log: LogState, width: number): Line {
  if (log.typing !== null) {
    return [
      span('/'),
      ...inputLine(log.typing, width),
      span(`  ${matchWords(log)}`, { weight: 'dim' }),
    ];
  }
  if (log.search === null) return [];
  return [span(`/${log.search}`), span(`  ${matchWords(log)}`, { weight: 'dim' })];
}

function matchWords(log: LogState): string {
  if (log.position === null || (log.typing?.text ?? log.search ?? '') === '') return '';
  const { matches, isCapped, currentMatch } = log.position;
  const count = `${String(matches)}${isCapped ? '+' : ''}`;
  if (matches === 0) return 'no match';
  return currentMatch === null
    ? `${count} ${matches === 1 ? 'match' : 'matches'}`
    : `${String(currentMatch)} of ${count}`;
}
