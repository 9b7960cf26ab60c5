import type { Clock } from '../platform/clock.ts';
import { fixedLimits, type Limits } from '../model/limits.ts';
import { plan, type Action, type ActionKind, type Snapshot } from './plan.ts';

/** What to do for each kind of action. The scheduler knows no agents and no gate. */
export type ActionTable = {
  readonly [K in ActionKind]: (action: Extract<Action, { kind: K }>) => Promise<void> | void;
};

/** What the scheduler needs from the engine. */
export interface SchedulerParts {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly read: () => Snapshot;
  readonly actions: ActionTable;
  /** Called when an action has done its work. */
  readonly onDone?: (action: Action) => void;
  /** Called with what an action threw (null: the reading before it); one failure never stops the others. */
  readonly onError: (action: Action | null, error: unknown) => void;
}

/** The tick: read, plan, apply. */
export interface Scheduler {
  start(): void;
  /** Makes the next tick come sooner; a missed wake costs a tick, never a feature. */
  wake(): void;
  /** Ends ticking and waits for actions that run. */
  stop(): Promise<void>;
}

/** Makes a scheduler; nothing happens before `start`. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const running = new Set<Promise<void>>();
  let cancelTimer: (() => void) | undefined;
  let cancelWake: (() => void) | undefined;

  const apply = (action: Action) => {
    const run = async () => {
      const act = parts.actions[action.kind] as (action: Action) => Promise<void> | void;
      try {
        await act(action);
        parts.onDone?.(action);
      } catch (error) {
        parts.onError(action, error);
      }
    };
    const promise = run().finally(() => running.delete(promise));
    running.add(promise);
  };
  const tick = () => {
    let snapshot: Snapshot;
    try {
      snapshot = parts.read();
    } catch (error) {
      parts.onError(null, error);
      return;
    }
    for (const action of plan(snapshot, parts.limits)) apply(action);
  };
  return {
    start: () => {
      cancelTimer ??= parts.clock.every(fixedLimits.tickIntervalMs, tick);
      tick();
    },
    wake: () => {
      if (cancelTimer === undefined || cancelWake !== undefined) return;
      cancelWake = parts.clock.after(0, () => {
        cancelWake = undefined;
        if (cancelTimer !== undefined) tick();
      });
    },
    stop: async () => {
      cancelTimer?.();
      cancelWake?.();
      cancelTimer = undefined;
      cancelWake = undefined;
      await Promise.all(running);
    },
  };
}
