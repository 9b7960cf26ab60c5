import { regionNames } from '../layout.ts';
import type { CommandOf, UiCommand } from './command.ts';
import { moveInDashboard, selectFirst, settle, stepAgentPage } from './reduce-dashboard.ts';
import { moveInLayer, reduceLayer } from './reduce-layer.ts';
import { countStats } from './reduce-stats.ts';
import type { UiState } from './state.ts';

/** The state after a command. PURE: the same state and command give the same state. */
export function reduce(state: UiState, command: UiCommand): UiState {
  return settle(apply(state, command));
}

function apply(state: UiState, command: UiCommand): UiState {
  switch (command.kind) {
    case 'viewed':
      return selectFirst({ ...state, view: command.view });
    case 'counted':
      return countStats(state, command.stats);
    case 'ticked':
      return { ...state, now: command.now };
    case 'resized':
      return { ...state, size: command.size };
    case 'focused':
      return { ...state, focus: command.region };
    case 'focus-stepped':
      return { ...state, focus: stepFocus(state, command.step) };
    case 'agent-selected':
      return { ...state, focus: 'agents', selectedAgent: command.agent };
    case 'feature-selected':
      return { ...state, focus: 'features', selectedFeature: command.feature };
    case 'verdict-selected':
      return { ...state, focus: 'gatekeeper', selectedVerdict: command.verdict };
    case 'agents-paged':
      return stepAgentPage(state, command.step);
    case 'zoomed':
      return { ...state, isZoomed: !state.isZoomed };
    case 'opened':
      return { ...state, layers: [...state.layers, command.layer].slice(-layersMax) };
    case 'closed':
      return close(state);
    case 'told':
      return { ...state, message: command.message };
    case 'hushed':
      return state.message === null ? state : { ...state, message: null };
    case 'moved':
    case 'paged':
    case 'jumped':
      return move(state, command);
    default:
      return reduceLayer(state, command);
  }
}

/** More than anyone can stack by hand; help over help is not stacked at all. */
const layersMax = 8;

function stepFocus(state: UiState, step: 1 | -1): UiState['focus'] {
  const at = regionNames.indexOf(state.focus) + step + regionNames.length;
  return regionNames[at % regionNames.length] ?? 'features';
}

/** Back one level: the layer on top, then the zoom. */
function close(state: UiState): UiState {
  if (state.layers.length > 0) return { ...state, layers: state.layers.slice(0, -1) };
  return { ...state, isZoomed: false };
}

function move(state: UiState, command: CommandOf<'moved' | 'paged' | 'jumped'>): UiState {
  return state.layers.length === 0 ? moveInDashboard(state, command) : moveInLayer(state, command);
}
