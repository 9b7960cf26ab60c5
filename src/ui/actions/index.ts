import type { Action, ActionDoor } from '../action-door.ts';
import { bindingFor, keyName } from '../key-resolution.ts';
import type { ActionId, Binding } from '../keymap.ts';
import type { InputEvent } from '../screen/index.ts';
import { topLayer } from '../store/selectors.ts';
import { agentActions } from './agent-actions.ts';
import { carryOut } from './effects.ts';
import { featureActions } from './feature-actions.ts';
import { logActions, searchAsTyped } from './log-actions.ts';
import { takeMouse } from './mouse.ts';
import { chosenInPalette, screenActions, takesText } from './screen-actions.ts';

/** What every row of the key table does. */
export const actions: Readonly<Record<ActionId, Action>> = {
  ...screenActions,
  ...agentActions,
  ...featureActions,
  ...logActions,
  choose: (door) => {
    const layer = topLayer(door.state());
    if (layer?.kind !== 'dialog') return;
    const { dialog } = layer;
    door.dispatch({ kind: 'closed' });
    carryOut(door, dialog.choices[dialog.chosen]?.effect ?? { kind: 'nothing' });
  },
  'palette-run': (door) => {
    const chosen = chosenInPalette(door);
    door.dispatch({ kind: 'closed' });
    if (chosen !== undefined) perform(door, chosen);
  },
};

/** Does what a row of the key table says, or says why it cannot be done now. */
export function perform(door: ActionDoor, binding: Binding): void {
  const reason = binding.unless?.(door.state()) ?? null;
  if (reason === null) actions[binding.id](door);
  else door.tell('muted', reason);
}

/** Everything that comes from the keyboard: text into a field, else a key of the table. Pasted text goes into fields alone. */
export function takeInput(door: ActionDoor, event: InputEvent): void {
  if (event.kind === 'mouse') {
    takeMouse(door, event);
    return;
  }
  const isText = takesText(door);
  const text = event.kind === 'paste' || (!event.ctrl && !event.alt) ? event.text : '';
  if (isText && text !== '' && text !== '\n' && text !== '\r' && text !== '\t') {
    door.dispatch({ kind: 'typed', text });
    searchAsTyped(door);
    return;
  }
  if (event.kind === 'paste') return;
  door.dispatch({ kind: 'hushed' });
  const binding = bindingFor(door.state(), keyName(event));
  if (binding !== undefined) perform(door, binding);
}
