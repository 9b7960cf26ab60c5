import { AgentTuiError } from '../engine/index.ts';
import type { ActionDoor } from './action-door.ts';
import type { Glyphs } from './glyphs.ts';
import type { LogFollower } from './logs/follow-log.ts';
import type { Screen } from './screen/index.ts';
import type { Stage } from './stage/stage.tsx';
import type { Clock, Engine } from './store/engine-types.ts';
import type { Message } from './store/state.ts';
import type { UiStore } from './store/store.ts';
import type { UiEnd } from './ui-end.ts';

/** How long a message that needs nothing stays, and how soon a second Ctrl+C counts. */
const doorLimits = { messageDurationMs: 6_000, secondInterruptMs: 2_000 };

interface DoorOptions {
  readonly engine: Engine;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly glyphs: Glyphs;
  readonly store: UiStore;
  readonly stage: Stage;
  readonly log: LogFollower;
  readonly finish: (end: UiEnd) => void;
}

/** Joins the actions with the engine, the store and the screen. */
export function createActionDoor(options: DoorOptions): { door: ActionDoor; close: () => void } {
  const { engine, screen, clock, glyphs, store, stage, log, finish } = options;
  const { tell, close } = createMessages(store, clock);
  const call = (work: () => Promise<void>) => {
    // Not before the frame that the key has changed: the engine may be busy for a moment.
    clock.after(0, () => {
      work().catch((error: unknown) => {
        if (!(error instanceof AgentTuiError)) throw error;
        tell('bad', error.message, error.hint);
      });
    });
  };
  let lastInterruptMs = -Infinity;
  const door: ActionDoor = {
    engine,
    screen,
    glyphs,
    state: store.state,
    dispatch: store.dispatch,
    tell,
    call,
    log: stage.log,
    placeLog: log.place,
    leave(how) {
      finish({ kind: how });
    },
    stopAndLeave(mode) {
      const words =
        mode === 'leave-running'
          ? 'Leaving; a checkpoint of every agent is made first'
          : 'Stopping with a checkpoint of every agent';
      tell('attention', words, 'Ctrl+C twice stops at once.');
      call(async () => {
        const summary = await engine.stop(mode);
        finish({ kind: 'stopped', summary });
      });
    },
    isSecondInterrupt() {
      const now = clock.monotonic();
      const isSecond = now - lastInterruptMs <= doorLimits.secondInterruptMs;
      lastInterruptMs = now;
      return isSecond;
    },
  };
  return { door, close };
}

/** The one line about what a key did. What needs nothing goes away by itself. */
function createMessages(
  store: UiStore,
  clock: Clock,
): { tell: ActionDoor['tell']; close: () => void } {
  let cancelHush: () => void = () => undefined;
  let isClosed = false;
  return {
    tell: (tone: Message['tone'], text: string, hint?: string) => {
      if (isClosed) return;
      cancelHush();
      store.dispatch({ kind: 'told', message: { tone, text, hint: hint ?? null } });
      if (tone === 'bad' || tone === 'attention') return;
      cancelHush = clock.after(doorLimits.messageDurationMs, () => {
        store.dispatch({ kind: 'hushed' });
      });
    },
    close: () => {
      isClosed = true;
      cancelHush();
    },
  };
}
