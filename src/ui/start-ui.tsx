import { createActionDoor } from './create-action-door.ts';
import { takeInput } from './actions/index.ts';
import { followStats } from './follow-stats.ts';
import { glyphsFor } from './glyphs.ts';
import { createLogBook } from './logs/log-book.ts';
import { followLog } from './logs/follow-log.ts';
import { createScreen, hasColours } from './screen/index.ts';
import type { Screen, ScreenInput, ScreenOutput } from './screen/index.ts';
import { createStage } from './stage/stage.tsx';
import type { Clock, Engine } from './store/engine-types.ts';
import { createUiStore } from './store/store.ts';
import type { UiStore } from './store/store.ts';
import { themeFor } from './theme.ts';
import type { ThemeName } from './theme.ts';
import type { UiEnd } from './ui-end.ts';

/** What the screen is made of. */
export interface UiOptions {
  readonly engine: Engine;
  readonly stdout: ScreenOutput;
  readonly stdin: ScreenInput;
  readonly clock: Clock;
  /** Decides colours and glyphs: NO_COLOR, TERM, COLORTERM, LC_ALL, LC_CTYPE, LANG. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly mouse?: boolean;
  readonly ascii?: boolean;
  readonly theme?: ThemeName;
  /** Leaves by itself when the run is finished. */
  readonly endsWithRun?: boolean;
}

/** The running screen. */
export interface RunningUi {
  readonly done: Promise<UiEnd>;
  /** Gives the terminal back at once and settles `done`; by default as `closed`: after a signal or a failure. */
  readonly end: (how?: UiEnd) => void;
  /** Says something in the last line until the next key. */
  readonly tell: (text: string, hint: string) => void;
  readonly screen: Screen;
}

/** Lines kept of each agent's log. */
const logLinesMax = 10_000;
const tickIntervalMs = 1000;

/** Shows a running engine on a terminal until the person leaves. */
export function startUi(options: UiOptions): RunningUi {
  const { clock, environment } = options;
  const { promise: done, resolve } = Promise.withResolvers<UiEnd>();
  let isOver = false;
  const stops: (() => void)[] = [];
  const screen = createScreen({
    stdout: options.stdout,
    stdin: options.stdin,
    clock,
    mouse: options.mouse ?? false,
    colours: hasColours(environment),
    onFatal: () => {
      finish({ kind: 'closed' });
    },
  });
  function finish(end: UiEnd): void {
    if (isOver) return;
    isOver = true;
    for (const stop of stops) stop();
    screen.dispose();
    resolve(end);
  }
  const store = createUiStore(screen.size(), clock.now());
  stops.push(...connect(options, { screen, store, finish }));
  if (options.endsWithRun === true) {
    void options.engine.finished.then(
      (summary) => {
        finish({ kind: 'finished', summary });
      },
      // Whoever started the engine hears of it too, and says so.
      () => undefined,
    );
  }
  store.dispatch({ kind: 'viewed', view: options.engine.view() });
  screen.enter();
  return {
    done,
    screen,
    end: (how = { kind: 'closed' }) => {
      finish(how);
    },
    tell: (text, hint) => {
      store.dispatch({ kind: 'told', message: { tone: 'ok', text, hint } });
    },
  };
}

/** Joins engine, store, stage and keyboard; the result takes them apart again. */
function connect(
  options: UiOptions,
  parts: { screen: Screen; store: UiStore; finish: (end: UiEnd) => void },
): (() => void)[] {
  const { engine, clock, environment } = options;
  const { screen, store, finish } = parts;
  const theme = themeFor(environment, options.theme ?? 'default');
  const glyphs = glyphsFor(environment, options.ascii ?? false);
  const book = createLogBook({ engine, theme, glyphs, linesMax: logLinesMax });
  const stage = createStage(screen, { store, theme, glyphs }, book);
  book.onFirstLine(stage.arrange);
  const stopStage = store.api.subscribe(stage.arrange);
  const log = followLog({ store, stage, clock });
  const { door, close } = createActionDoor({
    engine,
    screen,
    clock,
    glyphs,
    store,
    stage,
    log,
    finish,
  });
  return [
    stopStage,
    log.stop,
    close,
    followStats({ door, store, clock }),
    book.close,
    engine.onChange(() => {
      store.dispatch({ kind: 'viewed', view: engine.view() });
    }),
    clock.every(tickIntervalMs, () => {
      store.dispatch({ kind: 'ticked', now: clock.now() });
    }),
    screen.onResize((size) => {
      store.dispatch({ kind: 'resized', size });
    }),
    screen.onInput((event) => {
      takeInput(door, event);
    }),
  ];
}
