import { bindingsHere } from './key-resolution.ts';
import type { Binding } from './keymap.ts';
import type { UiState } from './store/state.ts';

/** The rows of help, for the screen that lies under it: what can be done first, then how to move. */
export function helpEntries(state: UiState): readonly Binding[] {
  const at = state.layers.findIndex((layer) => layer.kind === 'help');
  const below = at === -1 ? state : { ...state, layers: state.layers.slice(0, at) };
  const rows = bindingsHere(below);
  const isMotion = (row: Binding) => row.isMotion === true;
  return [...rows.filter((row) => !isMotion(row)), ...rows.filter(isMotion)];
}

/** How many rows help has. */
export function helpEntryCount(state: UiState): number {
  return helpEntries(state).length;
}
