import { createContext, useContext, useRef } from 'react';
import { useStore } from 'zustand';
import { isDeepStrictEqual } from 'node:util';
import type { Glyphs } from '../glyphs.ts';
import type { UiState } from '../store/state.ts';
import type { UiStore } from '../store/store.ts';
import type { Theme } from '../theme.ts';

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

/** A value made from the state; the pane is drawn again only when the value itself is another one. */
export function useView<Value>(make: (state: UiState, glyphs: Glyphs) => Value): Value {
  const { store, glyphs } = useUi();
  const last = useRef<Value>(undefined);
  return useStore(store.api, (state) => {
    const next = make(state, glyphs);
    if (last.current !== undefined && isDeepStrictEqual(last.current, next)) return last.current;
    last.current = next;
    return next;
  });
}
