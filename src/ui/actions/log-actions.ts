import type { Action, ActionDoor } from '../action-door.ts';
import { stepIn } from '../store/list.ts';
import { agentsOf, targetAgent, topLayer } from '../store/selectors.ts';
import type { LogState } from '../store/state.ts';
import type { UiCommand } from '../store/command.ts';
import type { TextSurface } from '../screen/index.ts';

/** Columns that one key goes sideways in a log that is not wrapped. */
const columnsStep = 8;

function logLayer(agent: string, wrap: boolean): LogState {
  return { kind: 'log', agent, follow: true, wrap, search: null, typing: null, position: null };
}

function withLog(door: ActionDoor, use: (log: TextSurface) => void): void {
  const log = door.log();
  if (log === undefined) return;
  use(log);
  door.placeLog();
}

type Move = Extract<UiCommand, { kind: 'moved' | 'paged' | 'jumped' }>;

/** What the arrows and page keys do in the log. */
export function moveInLog(door: ActionDoor, move: Move): void {
  withLog(door, (log) => {
    const page = Math.max(1, log.rect.height - 1);
    switch (move.kind) {
      case 'paged':
        log.scrollBy(move.step * page);
        break;
      case 'jumped':
        if (move.to === 'first') log.scrollToStart();
        else log.setFollow(true);
        break;
      case 'moved':
        if (move.direction === 'up') log.scrollBy(-1);
        else if (move.direction === 'down') log.scrollBy(1);
        else
          log.setLeft(
            log.position().left + (move.direction === 'left' ? -columnsStep : columnsStep),
          );
    }
  });
}

/** Marks what is being searched for while it is typed. */
export function searchAsTyped(door: ActionDoor): void {
  const layer = topLayer(door.state());
  if (layer?.kind !== 'log') return;
  const text = layer.typing?.text ?? layer.search ?? '';
  withLog(door, (log) => {
    log.search(text === '' ? null : text);
  });
}

/** One level back inside the log: the typing, then the search. False: there was neither. */
export function leaveSearch(door: ActionDoor): boolean {
  const layer = topLayer(door.state());
  if (layer?.kind !== 'log' || (layer.typing === null && layer.search === null)) return false;
  door.dispatch({ kind: 'search-ended' });
  searchAsTyped(door);
  return true;
}

/** What can be done in the log. */
export const logActions = {
  log: (door) => {
    const agent = targetAgent(door.state());
    if (agent === undefined) return;
    door.dispatch({ kind: 'opened', layer: logLayer(agent.name, false) });
    door.placeLog();
  },
  'log-other': (door) => {
    const state = door.state();
    const layer = topLayer(state);
    if (layer?.kind !== 'log') return;
    const agents = agentsOf(state);
    const at = agents.findIndex((agent) => agent.name === layer.agent);
    const next = stepIn(agents, at, 1)?.name === layer.agent ? agents[0] : stepIn(agents, at, 1);
    if (next === undefined) return;
    door.dispatch({ kind: 'closed' });
    door.dispatch({ kind: 'opened', layer: logLayer(next.name, layer.wrap) });
    door.placeLog();
  },
  'log-follow': (door) => {
    withLog(door, (log) => {
      log.setFollow(!log.position().follow);
    });
  },
  'log-search': (door) => {
    door.dispatch({ kind: 'search-opened' });
  },
  'search-enter': (door) => {
    door.dispatch({ kind: 'search-entered' });
    searchAsTyped(door);
    withLog(door, (log) => {
      log.previousMatch();
    });
  },
  'log-next': (door) => {
    withLog(door, (log) => {
      log.nextMatch();
    });
  },
  'log-previous': (door) => {
    withLog(door, (log) => {
      log.previousMatch();
    });
  },
  'log-wrap': (door) => {
    const layer = topLayer(door.state());
    if (layer?.kind === 'log') door.dispatch({ kind: 'log-wrapped', wrap: !layer.wrap });
    door.placeLog();
  },
  'log-copy': (door) => {
    withLog(door, (log) => {
      const match = log.position().topLine;
      const line = match === null ? undefined : log.buffer.at(match);
      if (line === undefined) return;
      door.screen.copy(plainOf(line.text));
      door.tell('ok', 'The top line is in the clipboard.');
    });
  },
} as const satisfies Record<string, Action>;

function plainOf(text: string): string {
  // eslint-disable-next-line no-control-regex -- SGR begins with ESC
  return text.replaceAll(/\u001b\[[0-9;:]*m/g, '');
}
