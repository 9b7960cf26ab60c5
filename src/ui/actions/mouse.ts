import type { ActionDoor } from '../action-door.ts';
import type { Rect } from '../layout.ts';
import { inside } from '../layout.ts';
import type { MouseEvent } from '../screen/index.ts';
import { agentsOf, featuresOf, layoutOf, topLayer, verdictsOf } from '../store/selectors.ts';
import { moveInLog } from './log-actions.ts';

/** Rows that one step of the wheel goes. */
const wheelRows = 3;

/** The mouse selects on the dashboard and scrolls whatever is in front. */
export function takeMouse(door: ActionDoor, event: MouseEvent): void {
  if (event.action === 'wheel-up' || event.action === 'wheel-down') {
    const direction = event.action === 'wheel-up' ? 'up' : 'down';
    for (let row = 0; row < wheelRows; row += 1) scroll(door, direction);
    return;
  }
  if (event.action === 'press' && door.state().layers.length === 0) select(door, event);
}

function scroll(door: ActionDoor, direction: 'up' | 'down'): void {
  const kind = topLayer(door.state())?.kind;
  if (kind === 'log') moveInLog(door, { kind: 'moved', direction });
  else if (kind !== 'dialog' && kind !== 'form') door.dispatch({ kind: 'moved', direction });
}

function select(door: ActionDoor, at: { x: number; y: number }): void {
  const state = door.state();
  const layout = layoutOf(state);
  if (layout.kind !== 'dashboard') return;
  const places = [...layout.tiling.panes, ...layout.tiling.rows];
  const agent = agentsOf(state)[places.find(({ rect }) => holds(rect, at))?.index ?? -1];
  if (agent !== undefined) door.dispatch({ kind: 'agent-selected', agent: agent.name });
  const { features, gatekeeper } = layout;
  if (features !== null && holds(features, at)) {
    const row = featuresOf(state).at(state.featuresTop + at.y - inside(features).y);
    if (row === undefined) door.dispatch({ kind: 'focused', region: 'features' });
    else door.dispatch({ kind: 'feature-selected', feature: row.id });
  }
  if (gatekeeper !== null && holds(gatekeeper, at)) {
    const above = (state.view?.gate.current ?? null) === null ? 0 : 1;
    const row = verdictsOf(state)[state.verdictsTop + at.y - inside(gatekeeper).y - above];
    if (row === undefined) door.dispatch({ kind: 'focused', region: 'gatekeeper' });
    else door.dispatch({ kind: 'verdict-selected', verdict: row.id });
  }
}

function holds(rect: Rect, at: { x: number; y: number }): boolean {
  const isInColumns = at.x >= rect.x && at.x < rect.x + rect.width;
  return isInColumns && at.y >= rect.y && at.y < rect.y + rect.height;
}
