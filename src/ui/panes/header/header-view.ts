import { cutMiddle, cutRight, fit, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { elapsed, money, shortCommit } from '../../components/format.ts';
import { joinSegments } from '../../components/segments.ts';
import type { Segment } from '../../components/segments.ts';
import type { Glyphs } from '../../glyphs.ts';
import type { EngineView } from '../../store/engine-types.ts';
import { countWorking } from '../../store/selectors.ts';
import type { UiState } from '../../store/state.ts';
import type { Style } from '../../theme.ts';

/** The header: which project, how far main is, whether it runs, how many landed, what it cost, how long. */
export function headerLine(state: UiState, glyphs: Glyphs, width: number): Line {
  const { view } = state;
  const name: Segment = { line: [span('agent-tui', { weight: 'bold' })], rank: 5 };
  const segments =
    view === null
      ? [name, { line: [span('starting', { weight: 'dim' })], rank: 0 }]
      : [name, ...segmentsOf(view, state.now, glyphs)];
  return fit([{ text: ' ' }, ...joinSegments(segments, width - 2)], width);
}

function segmentsOf(view: EngineView, now: number, glyphs: Glyphs): Segment[] {
  const { merged } = view.featureCounts;
  return [
    { line: placeOf(view, glyphs), rank: 1 },
    ...landingOf(view),
    { line: [span(view.preset, { weight: 'dim' })], rank: 9 },
    { line: runOf(view, glyphs), rank: 0 },
    {
      line: [
        span('merged ', { weight: 'dim' }),
        span(String(merged), merged > 0 ? { token: 'ok' } : {}),
        span(` of ${String(view.features.length)}`, { weight: 'dim' }),
      ],
      rank: 2,
    },
    { line: [span(money(view.costUsd), { weight: 'dim' })], rank: 8 },
    { line: [span(elapsed(endOf(view, now) - view.run.startedAt), { weight: 'dim' })], rank: 6 },
  ];
}

function placeOf(view: EngineView, glyphs: Glyphs): Line {
  const { main } = view;
  const project = span(cutMiddle(view.project.name, 24, glyphs.ellipsis));
  if (main === null) return [project];
  return [
    project,
    span(` ${glyphs.arrow} `, { weight: 'dim' }),
    span(`${cutMiddle(main.target, 20, glyphs.ellipsis)} `),
    span(shortCommit(main.verified), { weight: 'dim' }),
  ];
}

function landingOf(view: EngineView): Segment[] {
  const { main } = view;
  if (main === null) return [];
  if (main.diverged) {
    return [{ line: [span(`${main.target} was rewritten`, { token: 'attention' })], rank: 3 }];
  }
  if (main.behind === 0) return [];
  const words = `${String(main.behind)} behind, L to land`;
  // While the run goes on it needs nobody; afterwards it is the one thing left to do.
  const style: Style = view.run.state === 'finished' ? { token: 'attention' } : {};
  return [{ line: [span(words, style)], rank: 3 }];
}

function runOf(view: EngineView, glyphs: Glyphs): Line {
  const count = `${String(countWorking(view))}/${String(view.agents.length)}`;
  switch (view.run.state) {
    case 'starting':
      return [span(`${glyphs.waiting} starting`, { weight: 'dim' })];
    case 'running':
      return [span(`${glyphs.running} running `, { token: 'running' }), span(count)];
    case 'paused': {
      const reason = view.run.reason === null ? '' : `: ${cutRight(view.run.reason, 32)}`;
      return [span(`${glyphs.paused} paused${reason}`, { token: 'attention' })];
    }
    case 'stopping':
      return [span(`${glyphs.waiting} stopping `, { token: 'attention' }), span(count)];
    case 'finished':
      return view.featureCounts.blocked > 0
        ? [span(`${glyphs.blocked} finished, some features are blocked`, { token: 'attention' })]
        : [span(`${glyphs.merged} finished`, { token: 'ok' })];
  }
}

/** The time that counts: a finished run stands still. */
function endOf(view: EngineView, now: number): number {
  return view.lastEvent?.type === 'run:finished' ? view.lastEvent.at : now;
}
