import type { LineBuffer } from '../screen/index.ts';
import type { Stage } from '../stage/stage.tsx';
import type { Clock } from '../store/engine-types.ts';
import { topLayer } from '../store/selectors.ts';
import type { UiStore } from '../store/store.ts';

/** Counters of a log that grows are told at most 4 times a second. */
const placeIntervalMs = 250;

/** Tells the store where the log screen's lines stand: after each key, and now and then while they grow. */
export interface LogFollower {
  readonly place: () => void;
  readonly stop: () => void;
}

/** Watches the log screen while it is open. */
export function followLog(options: {
  store: UiStore;
  stage: Pick<Stage, 'log'>;
  clock: Clock;
}): LogFollower {
  const { store, stage, clock } = options;
  let watched: LineBuffer | undefined;
  let stopWatching: () => void = () => undefined;
  let cancelPlace: (() => void) | null = null;

  const place = () => {
    const log = stage.log();
    if (log === undefined || !store.state().layers.some((layer) => layer.kind === 'log')) return;
    const position = log.position();
    const matches = log.matches();
    if (topLayer(store.state())?.kind !== 'log') return;
    store.dispatch({
      kind: 'log-placed',
      follow: position.follow,
      position: {
        above: position.above,
        total: position.total,
        matches: matches.count,
        isCapped: matches.capped,
        currentMatch: matches.current === null ? null : matches.current + 1,
      },
    });
  };
  const placeSoon = () => {
    cancelPlace ??= clock.after(placeIntervalMs, () => {
      cancelPlace = null;
      place();
    });
  };
  const stopStore = store.api.subscribe(() => {
    const buffer = stage.log()?.buffer;
    if (buffer === watched) return;
    stopWatching();
    watched = buffer;
    stopWatching = buffer?.onChange(placeSoon) ?? (() => undefined);
  });
  return {
    place,
    stop() {
      stopStore();
      stopWatching();
      cancelPlace?.();
    },
  };
}
