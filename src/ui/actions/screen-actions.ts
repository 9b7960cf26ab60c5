import type { Action, ActionDoor } from '../action-door.ts';
import { contextsOf, paletteEntries } from '../key-resolution.ts';
import { dropFormDialog, quitDialog } from '../panes/dialog/dialogs.ts';
import { detailsRows } from '../panes/details/details-rows.ts';
import type { UiCommand } from '../store/command.ts';
import { isFormChanged } from '../store/form.ts';
import { agentsOf, featuresOf, isAtWork, topLayer } from '../store/selectors.ts';
import type { DetailsSubject } from '../store/state.ts';
import { emptyInput } from '../store/text-input.ts';
import type { TextEdit } from '../store/text-input.ts';
import { leaveSearch, moveInLog, searchAsTyped } from './log-actions.ts';

type Move = Extract<UiCommand, { kind: 'moved' | 'paged' | 'jumped' }>;

const move =
  (command: Move): Action =>
  (door) => {
    if (topLayer(door.state())?.kind === 'log') moveInLog(door, command);
    else door.dispatch(command);
  };

const edit =
  (name: TextEdit): Action =>
  (door) => {
    door.dispatch({ kind: 'edited', edit: name });
    searchAsTyped(door);
  };

const send =
  (command: UiCommand): Action =>
  (door) => {
    door.dispatch(command);
  };

function openDetails(door: ActionDoor, of: DetailsSubject): void {
  const count = detailsRows(door.state(), of, door.glyphs).length;
  door.dispatch({ kind: 'opened', layer: { kind: 'details', of, top: 0, count } });
}

function open(door: ActionDoor): void {
  const { focus, selectedFeature, selectedVerdict } = door.state();
  if (focus === 'agents') door.dispatch({ kind: 'zoomed' });
  else if (focus === 'features' && selectedFeature !== null) {
    openDetails(door, { kind: 'feature', id: selectedFeature });
  } else if (focus === 'gatekeeper' && selectedVerdict !== null) {
    openDetails(door, { kind: 'verdict', id: selectedVerdict });
  }
}

function back(door: ActionDoor): void {
  if (leaveSearch(door)) return;
  const state = door.state();
  const layer = topLayer(state);
  if (layer?.kind === 'form' && isFormChanged(layer.form, featuresOf(state))) {
    door.dispatch({ kind: 'opened', layer: { kind: 'dialog', dialog: dropFormDialog() } });
    return;
  }
  door.dispatch({ kind: 'closed' });
}

function askToQuit(door: ActionDoor, isForced: boolean): void {
  const { view, layers } = door.state();
  const atWork = agentsOf(door.state()).filter(isAtWork).length;
  const isVerifying = (view?.gate.current ?? null) !== null;
  if (!isForced && atWork === 0 && !isVerifying) {
    door.leave('quit');
    return;
  }
  const last = layers.at(-1);
  const isAsked = last?.kind === 'dialog' && last.dialog.title === quitDialog(0, false).title;
  if (isAsked) return;
  const dialog = quitDialog(atWork, isVerifying);
  door.dispatch({ kind: 'opened', layer: { kind: 'dialog', dialog } });
}

/** Moving, opening, leaving: what concerns the screen alone. */
export const screenActions = {
  up: move({ kind: 'moved', direction: 'up' }),
  down: move({ kind: 'moved', direction: 'down' }),
  left: move({ kind: 'moved', direction: 'left' }),
  right: move({ kind: 'moved', direction: 'right' }),
  'page-up': move({ kind: 'paged', step: -1 }),
  'page-down': move({ kind: 'paged', step: 1 }),
  first: move({ kind: 'jumped', to: 'first' }),
  last: move({ kind: 'jumped', to: 'last' }),
  'choice-next': send({ kind: 'moved', direction: 'right' }),
  'focus-next': send({ kind: 'focus-stepped', step: 1 }),
  'focus-previous': send({ kind: 'focus-stepped', step: -1 }),
  'focus-features': send({ kind: 'focused', region: 'features' }),
  'focus-agents': send({ kind: 'focused', region: 'agents' }),
  'focus-gatekeeper': send({ kind: 'focused', region: 'gatekeeper' }),
  'agents-next': send({ kind: 'agents-paged', step: 1 }),
  'agents-previous': send({ kind: 'agents-paged', step: -1 }),
  zoom: send({ kind: 'zoomed' }),
  open,
  back,
  help: send({ kind: 'opened', layer: { kind: 'help', top: 0 } }),
  stats: send({ kind: 'opened', layer: { kind: 'stats', stats: null, selected: null, top: 0 } }),
  palette: send({ kind: 'opened', layer: { kind: 'palette', query: emptyInput, chosen: 0 } }),
  repaint: (door) => {
    door.screen.repaint();
  },
  suspend: (door) => {
    door.screen.suspend();
  },
  quit: (door) => {
    askToQuit(door, false);
  },
  interrupt: (door) => {
    if (door.isSecondInterrupt()) {
      door.leave('interrupted');
      return;
    }
    askToQuit(door, true);
    door.tell('attention', 'Ctrl+C again within 2 s stops at once.');
  },
  'edit-backspace': edit('backspace'),
  'edit-delete': edit('delete'),
  'edit-left': edit('left'),
  'edit-right': edit('right'),
  'edit-home': edit('home'),
  'edit-end': edit('end'),
  'edit-word-left': edit('word-left'),
  'edit-word-right': edit('word-right'),
  'edit-delete-word': edit('delete-word'),
  'edit-delete-to-start': edit('delete-to-start'),
} as const satisfies Record<string, Action>;

/** The row of the palette that is chosen; undefined when nothing fits what was typed. */
export function chosenInPalette(door: ActionDoor) {
  const layer = topLayer(door.state());
  return layer?.kind === 'palette' ? paletteEntries(door.state())[layer.chosen] : undefined;
}

/** Whether typed text goes into a field now. */
export function takesText(door: ActionDoor): boolean {
  return contextsOf(door.state()).includes('text');
}
