import type { ActionDoor } from './action-door.ts';
import type { Clock, EventType } from './store/engine-types.ts';
import type { UiState } from './store/state.ts';
import type { UiStore } from './store/store.ts';

const askIntervalMs = 1000;

/** What changes a number of the stats screen: a verdict, its landing, and the cost that an ended session tells. */
const changing: ReadonlySet<EventType> = new Set([
  'verdict:decided',
  'feature:merged',
  'session:ended',
]);

/**
 * Asks the engine for the numbers of the stats screen: when it is opened, once its first frame is painted, and at most
 * once a second while something changes them. The result ends it.
 */
export function followStats(options: {
  readonly door: Pick<ActionDoor, 'call' | 'engine'>;
  readonly store: UiStore;
  readonly clock: Clock;
}): () => void {
  const { door, store, clock } = options;
  let askedAt = -Infinity;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  const answer = () => {
    // The database may be closed by now.
    if (isStopped || !isOpen(store.state())) return;
    store.dispatch({ kind: 'counted', stats: door.engine.stats() });
  };
  const ask = () => {
    cancel?.();
    cancel = null;
    askedAt = clock.monotonic();
    door.call(() => Promise.resolve().then(answer));
  };
  const stopStore = store.api.subscribe((state, before) => {
    if (isOpen(state) && !isOpen(before)) ask();
  });
  const stopEvents = door.engine.onEvent(({ type }) => {
    if (!changing.has(type) || !isOpen(store.state())) return;
    cancel ??= clock.after(Math.max(0, askedAt + askIntervalMs - clock.monotonic()), ask);
  });
  return () => {
    isStopped = true;
    stopStore();
    stopEvents();
    cancel?.();
  };
}

function isOpen(state: UiState): boolean {
  return state.layers.some((layer) => layer.kind === 'stats');
}
