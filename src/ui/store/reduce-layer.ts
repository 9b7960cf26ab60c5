import { helpEntryCount } from '../help-entries.ts';
import { paletteEntries } from '../key-resolution.ts';
import { layoutLimits } from '../layout.ts';
import type { CommandOf, UiCommand } from './command.ts';
import { reduceForm } from './reduce-form.ts';
import { reduceLog } from './reduce-log.ts';
import { keepInSight, stepIn } from './list.ts';
import { stepOf } from './reduce-dashboard.ts';
import { moveInStats } from './reduce-stats.ts';
import { bodyOf, checkpointKey, checkpointsOf, topLayer } from './selectors.ts';
import type { Layer, UiState } from './state.ts';
import { editText, insertText } from './text-input.ts';

type LayerCommand = Exclude<
  UiCommand,
  CommandOf<
    | 'viewed'
    | 'counted'
    | 'ticked'
    | 'resized'
    | 'focused'
    | 'focus-stepped'
    | 'agent-selected'
    | 'feature-selected'
    | 'verdict-selected'
    | 'agents-paged'
    | 'zoomed'
    | 'opened'
    | 'closed'
    | 'told'
    | 'hushed'
    | 'moved'
    | 'paged'
    | 'jumped'
  >
>;

/** What concerns only the layer on top; nothing happens when it is not the one meant. */
export function reduceLayer(state: UiState, command: LayerCommand): UiState {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'log':
      return withTop(state, reduceLog(layer, command));
    case 'form':
      return withTop(state, { ...layer, form: reduceForm(state, layer.form, command) });
    case 'palette':
      return withTop(state, reducePalette(layer, command));
    default:
      return state;
  }
}

function withTop(state: UiState, layer: Layer): UiState {
  return { ...state, layers: [...state.layers.slice(0, -1), layer] };
}

function reducePalette(layer: Extract<Layer, { kind: 'palette' }>, command: LayerCommand): Layer {
  if (command.kind === 'typed') {
    return { ...layer, query: insertText(layer.query, command.text), chosen: 0 };
  }
  if (command.kind === 'edited') {
    return { ...layer, query: editText(layer.query, command.edit), chosen: 0 };
  }
  return layer;
}

type Move = CommandOf<'moved' | 'paged' | 'jumped'>;

/** What the arrows and page keys do in the layer on top. */
export function moveInLayer(state: UiState, command: Move): UiState {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'dialog': {
      const { dialog } = layer;
      const chosen = clamp(dialog.chosen + stepOf(command, 1), dialog.choices.length);
      return withTop(state, { ...layer, dialog: { ...dialog, chosen } });
    }
    case 'palette': {
      const count = paletteEntries(state).length;
      return withTop(state, { ...layer, chosen: clamp(layer.chosen + stepOf(command, 8), count) });
    }
    case 'help':
      return withTop(state, scrolled(state, layer, { command, count: helpEntryCount(state) }));
    case 'details':
      return withTop(state, scrolled(state, layer, { command, count: layer.count }));
    case 'checkpoints':
      return withTop(state, moveInCheckpoints(state, layer, command));
    case 'stats':
      return withTop(state, moveInStats(state, layer, command));
    default:
      return state;
  }
}

/** The rows of text that fit into an overlay of this screen. */
export function overlayRows(state: UiState): number {
  return Math.min(bodyOf(state).height, layoutLimits.overlayRowsMax) - 2;
}

function scrolled<Scrolling extends Layer & { top: number }>(
  state: UiState,
  layer: Scrolling,
  move: { command: Move; count: number },
): Scrolling {
  const rows = overlayRows(state);
  const top = layer.top + stepOf(move.command, rows);
  return { ...layer, top: clamp(top, Math.max(1, move.count - rows + 1)) };
}

function moveInCheckpoints(
  state: UiState,
  layer: Extract<Layer, { kind: 'checkpoints' }>,
  command: Move,
): Layer {
  const keys = checkpointsOf(state, layer.feature).map(checkpointKey);
  const rows = bodyOf(state).height - 3;
  const at = keys.findIndex((key) => key === layer.selected);
  const selected = stepIn(keys, at, stepOf(command, rows)) ?? null;
  const index = keys.findIndex((key) => key === selected);
  const top = keepInSight({ top: layer.top, selected: index, rows, count: keys.length });
  return { ...layer, selected, top };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
