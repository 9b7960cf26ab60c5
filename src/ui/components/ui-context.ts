import { createContext, useContext, useRef } from 'react';
import { useStore } from 'zustand';
import type { Glyphs } from '../glyphs.ts';
import type { UiState } from '../store/state.ts';
import type { UiStore } from '../store/store.ts';
import type { Theme } from '../theme.ts';
import { isSame } from './is-same.ts';

/** What every pane is drawn with. */
export interface Ui {
  readonly store: UiStore;
  readonly theme: Theme;
  readonly glyphs: Glyphs;
}

/** Hands the store and the looks to the panes; each region has its own root and its own provider. */
export const UiContext = createContext<Ui | null>(null);

/** The store and the looks of this screen. */
export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (ui === null) throw new Error('a pane was drawn without a UiContext');
  return ui;
}

/**
 * A value made from the state; the pane is drawn again only when the value itself is another one. `reads` names all that
 * `make` looks at, where that is little: as long as it is the same, nothing is made. It must not name too little.
 */
export function useView<Value>(
  make: (state: UiState, glyphs: Glyphs) => Value,
  reads: (state: UiState) => readonly unknown[] = wholeState,
): Value {
  const { store, glyphs } = useUi();
  const last = useRef<{ make: typeof make; read: readonly unknown[]; value: Value }>(undefined);
  return useStore(store.api, (state) => {
    const known = last.current;
    const read = reads(state);
    // React asks several times about one state; with other props `make` is another one.
    const isRead =
      known?.make === make && read.every((part, at) => Object.is(part, known.read[at]));
    if (isRead) return known.value;
    const made = make(state, glyphs);
    const value = known !== undefined && isSame(known.value, made) ? known.value : made;
    last.current = { make, read, value };
    return value;
  });
}

const wholeState = (state: UiState) => [state];
