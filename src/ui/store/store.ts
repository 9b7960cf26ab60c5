import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Size } from '../layout.ts';
import type { UiCommand } from './command.ts';
import { reduce } from './reduce.ts';
import { initialState } from './state.ts';
import type { UiState } from './state.ts';

/** The one store of the screen; it changes only by commands. */
export interface UiStore {
  readonly api: Pick<StoreApi<UiState>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly state: () => UiState;
  readonly dispatch: (command: UiCommand) => void;
}

/** A store for a screen of this size. */
export function createUiStore(size: Size, now: number): UiStore {
  const api = createStore<UiState>(() => initialState(size, now));
  return {
    api,
    state: () => api.getState(),
    dispatch(command) {
      api.setState(reduce(api.getState(), command), true);
    },
  };
}
