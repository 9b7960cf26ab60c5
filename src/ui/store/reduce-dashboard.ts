import type { AgentPlace, Rect } from '../layout.ts';
import type { CommandOf, Direction } from './command.ts';
import { keepInSight, placeOfFeature, stepIn } from './list.ts';
import { agentsOf, featuresOf, layoutOf, verdictsOf } from './selectors.ts';
import type { UiState } from './state.ts';

/**
 * Selects the first of each list where nothing is selected or what was is gone. Of the gatekeeper's rows the newest stays
 * selected, and with it in sight, until somebody goes there.
 */
export function selectFirst(state: UiState): UiState {
  const agents = agentsOf(state).map((agent) => agent.name);
  const features = featuresOf(state);
  const isThere = placeOfFeature(features, state.selectedFeature) !== -1;
  const verdicts = verdictsOf(state).map((verdict) => verdict.id);
  return {
    ...state,
    selectedAgent: keptOrFirst(agents, state.selectedAgent),
    selectedFeature: isThere ? state.selectedFeature : (features.at(0)?.id ?? null),
    selectedVerdict: keptOrFirst(
      verdicts,
      state.focus === 'gatekeeper' ? state.selectedVerdict : null,
    ),
  };
}

function keptOrFirst<Id>(ids: readonly Id[], selected: Id | null): Id | null {
  return selected !== null && ids.includes(selected) ? selected : (ids[0] ?? null);
}

/** Rows of a region's list between its borders; one is taken by what the gatekeeper does now. */
export function listRows(state: UiState, region: 'features' | 'gatekeeper'): number {
  const layout = layoutOf(state);
  const rect = layout.kind === 'dashboard' ? layout[region] : null;
  if (rect === null) return 0;
  const current = region === 'gatekeeper' && (state.view?.gate.current ?? null) !== null ? 1 : 0;
  return Math.max(0, rect.height - 2 - current);
}

/** Scrolls the lists just so far that what is selected stays in sight. */
export function settle(state: UiState): UiState {
  const features = featuresOf(state);
  const verdicts = verdictsOf(state);
  const featuresTop = keepInSight({
    top: state.featuresTop,
    selected: placeOfFeature(features, state.selectedFeature),
    rows: listRows(state, 'features'),
    count: features.length,
  });
  const verdictsTop = keepInSight({
    top: state.verdictsTop,
    selected: verdicts.findIndex((verdict) => verdict.id === state.selectedVerdict),
    rows: listRows(state, 'gatekeeper'),
    count: verdicts.length,
  });
  const isSettled = featuresTop === state.featuresTop && verdictsTop === state.verdictsTop;
  return isSettled ? state : { ...state, featuresTop, verdictsTop };
}

type Move = CommandOf<'moved' | 'paged' | 'jumped'>;

/** What the arrows and page keys do on the dashboard. */
export function moveInDashboard(state: UiState, command: Move): UiState {
  if (state.focus === 'agents') return moveInAgents(state, command);
  if (command.kind === 'moved' && (command.direction === 'left' || command.direction === 'right')) {
    return moveSideways(state, command.direction);
  }
  const region = state.focus;
  const step = stepOf(command, listRows(state, region));
  if (region === 'features') {
    const features = featuresOf(state);
    const at = placeOfFeature(features, state.selectedFeature);
    return { ...state, selectedFeature: stepIn(features, at, step)?.id ?? null };
  }
  const ids = verdictsOf(state).map((verdict) => verdict.id);
  const at = ids.findIndex((id) => id === state.selectedVerdict);
  return { ...state, selectedVerdict: stepIn(ids, at, step) ?? null };
}

/** How many entries a move goes; up is negative. */
export function stepOf(command: Move, page: number): number {
  switch (command.kind) {
    case 'moved':
      return command.direction === 'up' || command.direction === 'left' ? -1 : 1;
    case 'paged':
      return command.step * Math.max(1, page - 1);
    case 'jumped':
      return command.to === 'first' ? -Infinity : Infinity;
  }
}

function moveSideways(state: UiState, direction: 'left' | 'right'): UiState {
  if (direction === 'right') return { ...state, focus: 'agents' };
  return state.focus === 'gatekeeper' ? { ...state, focus: 'features' } : state;
}

function moveInAgents(state: UiState, command: Move): UiState {
  const agents = agentsOf(state);
  const at = agents.findIndex((agent) => agent.name === state.selectedAgent);
  const layout = layoutOf(state);
  const places = layout.kind === 'dashboard' ? [...layout.tiling.panes, ...layout.tiling.rows] : [];
  const isTiled = layout.kind === 'dashboard' && layout.tiling.panes.length > 1;
  if (command.kind !== 'moved' || !isTiled) {
    const isLeft = command.kind === 'moved' && command.direction === 'left';
    if (isLeft && at <= 0) return { ...state, focus: 'features' };
    const next = stepIn(agents, at, stepOf(command, layoutPage(state)));
    return { ...state, selectedAgent: next?.name ?? null };
  }
  const next = neighbour(places, at, command.direction);
  if (next === undefined) {
    return command.direction === 'left' ? { ...state, focus: 'features' } : state;
  }
  return { ...state, selectedAgent: agents[next.index]?.name ?? state.selectedAgent };
}

function layoutPage(state: UiState): number {
  const layout = layoutOf(state);
  return layout.kind === 'dashboard' ? layout.tiling.pageSize : 1;
}

/** To the next or previous page of panes, as far as there are some. */
export function stepAgentPage(state: UiState, step: 1 | -1): UiState {
  const agents = agentsOf(state);
  const size = layoutPage(state);
  const at = agents.findIndex((agent) => agent.name === state.selectedAgent);
  const page = Math.floor(Math.max(0, at) / size) + step;
  const next = agents[page * size];
  return next === undefined ? state : { ...state, focus: 'agents', selectedAgent: next.name };
}

/** The nearest place in a direction; what overlaps on the other axis comes first. */
function neighbour(
  places: readonly AgentPlace[],
  from: number,
  direction: Direction,
): AgentPlace | undefined {
  const here = places.find((place) => place.index === from)?.rect;
  if (here === undefined) return places[0];
  const inWay = places.filter((place) => isBeyond(here, place.rect, direction));
  const distance = (place: AgentPlace) => distanceBetween(here, place.rect, direction);
  return inWay.sort((a, b) => distance(a) - distance(b))[0];
}

function isBeyond(here: Rect, there: Rect, direction: Direction): boolean {
  switch (direction) {
    case 'up':
      return there.y + there.height <= here.y;
    case 'down':
      return there.y >= here.y + here.height;
    case 'left':
      return (
        there.x + there.width <= here.x &&
        there.y < here.y + here.height &&
        there.y + there.height > here.y
      );
    case 'right':
      return (
        there.x >= here.x + here.width &&
        there.y < here.y + here.height &&
        there.y + there.height > here.y
      );
  }
}

function distanceBetween(here: Rect, there: Rect, direction: Direction): number {
  const isVertical = direction === 'up' || direction === 'down';
  const dx = Math.abs(here.x - there.x);
  const dy = Math.abs(here.y - there.y);
  return isVertical ? dy * 10 + dx : dx * 10 + dy;
}
