import { overlayFor } from '../components/overlay.ts';
import { glyphSets } from '../glyphs.ts';
import { helpEntryCount } from '../help-entries.ts';
import { inside } from '../layout.ts';
import type { Layout, Rect } from '../layout.ts';
import { dialogRows, dialogWidth } from '../panes/dialog/dialog-view.ts';
import { detailsRows, detailsWidth } from '../panes/details/details-rows.ts';
import { formHeight } from '../panes/form/form-view.ts';
import type { PaneName } from '../panes/index.ts';
import { paletteRows } from '../panes/palette/palette-view.ts';
import { agentsOf, bodyOf, layoutOf } from '../store/selectors.ts';
import type { Layer, UiState } from '../store/state.ts';

interface Placed {
  /** Tells placements apart for as long as they last. */
  readonly key: string;
  readonly rect: Rect;
  readonly z: number;
  readonly isFocused: boolean;
}

/** Something that is to be seen, and where: a pane, or the lines of an agent's log. */
export type Placement =
  | (Placed & {
      readonly kind: 'pane';
      readonly pane: PaneName;
      readonly agent: string;
      readonly hasLog: boolean;
      readonly agents: readonly string[];
      readonly hidden: number;
    })
  | (Placed & {
      readonly kind: 'lines';
      readonly agent: string;
      readonly wrap: boolean;
      /** Columns cut at the left: in a narrow pane the time of day. */
      readonly left: number;
    });

type HasLines = (agent: string) => boolean;

const depths = { dashboard: 0, dashboardLines: 1, screen: 10, overlay: 20 } as const;

/** In panes narrower than this, the text of a line is worth more than its time. */
const narrowColumns = 60;
const timeColumns = 'HH:MM:SS '.length;

/** Everything that is to be seen, as data. PURE. */
export function placementsOf(state: UiState, hasLines: HasLines): Placement[] {
  const layout = layoutOf(state);
  if (layout.kind === 'too-small') {
    return [pane('size-notice', layout.screen, { z: depths.overlay + 20 })];
  }
  const full = state.layers.findLast((layer) => isFullScreen(layer));
  const body =
    full === undefined
      ? regionPlacements(state, layout, hasLines)
      : screenPlacements(full, layout, hasLines);
  return [
    pane('header', layout.header, {}),
    ...(layout.banner === null ? [] : [pane('banner', layout.banner, {})]),
    ...body,
    ...overlayPlacements(state),
    pane('key-line', layout.keyLine, {}),
  ];
}

function isFullScreen(layer: Layer): boolean {
  return layer.kind === 'log' || layer.kind === 'checkpoints' || layer.kind === 'stats';
}

type Dashboard = Extract<Layout, { kind: 'dashboard' }>;
type PanePlacement = Extract<Placement, { kind: 'pane' }>;

function pane(
  name: PaneName,
  rect: Rect,
  more: Partial<Omit<PanePlacement, 'kind' | 'pane' | 'rect'>>,
): PanePlacement {
  return {
    kind: 'pane',
    key: name,
    pane: name,
    rect,
    z: depths.dashboard,
    isFocused: false,
    agent: '',
    hasLog: false,
    agents: [],
    hidden: 0,
    ...more,
  };
}

function regionPlacements(state: UiState, layout: Dashboard, hasLines: HasLines): Placement[] {
  const isFocused = (name: UiState['focus']) => state.layers.length === 0 && state.focus === name;
  const region = (name: 'features' | 'gatekeeper') => {
    const rect = layout[name];
    return rect === null ? [] : [pane(name, rect, { isFocused: isFocused(name) })];
  };
  return [
    ...region('features'),
    ...region('gatekeeper'),
    ...agentPlacements(state, layout, { isFocused: isFocused('agents'), hasLines }),
  ];
}

function agentPlacements(
  state: UiState,
  layout: Dashboard,
  how: { isFocused: boolean; hasLines: HasLines },
): Placement[] {
  const agents = agentsOf(state);
  const { tiling } = layout;
  const tiles = tiling.panes.flatMap(({ index, rect }): Placement[] => {
    const agent = agents[index]?.name ?? '';
    const isFocused = how.isFocused && agent === state.selectedAgent;
    const hasLog = how.hasLines(agent);
    const frame = pane('agent', rect, { key: `agent:${agent}`, agent, hasLog, isFocused });
    const lines: Placement = {
      kind: 'lines',
      key: `lines:${agent}`,
      rect: inside(rect),
      z: depths.dashboardLines,
      isFocused,
      agent,
      wrap: false,
      left: rect.width < narrowColumns ? timeColumns : 0,
    };
    return hasLog ? [frame, lines] : [frame];
  });
  const [first] = tiling.rows;
  if (first === undefined) return tiles;
  const names = tiling.rows.map(({ index }) => agents[index]?.name ?? '');
  const rect = { ...first.rect, height: tiling.rows.length };
  return [...tiles, pane('agent-rows', rect, { agents: names, hidden: tiling.hidden })];
}

function screenPlacements(layer: Layer, layout: Dashboard, hasLines: HasLines): Placement[] {
  if (layer.kind !== 'log') {
    return [pane(layer.kind, layout.body, { z: depths.screen, isFocused: true })];
  }
  const hasLog = hasLines(layer.agent);
  const frame = pane('log', layout.body, { z: depths.screen, hasLog, isFocused: true });
  if (!hasLog) return [frame];
  return [
    frame,
    {
      kind: 'lines',
      key: 'log-lines',
      rect: inside(layout.body),
      z: depths.screen + 1,
      isFocused: true,
      agent: layer.agent,
      wrap: layer.wrap,
      left: 0,
    },
  ];
}

function overlayPlacements(state: UiState): Placement[] {
  return state.layers.flatMap((layer, at): Placement[] => {
    if (isFullScreen(layer)) return [];
    const rect = overlayRectOf(state, layer);
    return [pane(layer.kind, rect, { z: depths.overlay + at, isFocused: true })];
  });
}

function overlayRectOf(state: UiState, layer: Layer): Rect {
  switch (layer.kind) {
    case 'dialog':
      return overlayFor(state, { columns: dialogWidth(state), rows: dialogRows(state).length });
    case 'details': {
      const rows = detailsRows(state, layer.of, glyphSets.unicode).length;
      return overlayFor(state, { columns: detailsWidth(state), rows });
    }
    case 'help':
      return overlayFor(state, { columns: 80, rows: helpEntryCount(state) });
    case 'palette':
      return overlayFor(state, { columns: 72, rows: paletteRows + 1 });
    case 'form':
      return overlayFor(state, { columns: 80, rows: formHeight(bodyOf(state).height) });
    case 'log':
    case 'checkpoints':
    case 'stats':
      return bodyOf(state);
  }
}
