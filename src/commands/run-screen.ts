import {
  AgentTuiError,
  startEngine,
  systemClock,
  type Engine,
  type LeaveMode,
  type Project,
} from '../engine/index.ts';
import { processTerminal, restoreTerminalOnExit, startUi, type UiEnd } from '../ui/index.ts';
import type { Io } from './io.ts';
import { openTools } from './open-tools.ts';
import { exitCodeFor, leaveModeOf } from './run.ts';

/** How the screen is to run. */
export interface ScreenOptions {
  /** The run ends by itself when nothing is left to do. */
  readonly endsByItself: boolean;
  /** After the end of such a run the screen leaves by itself after so long, unless a key is pressed. */
  readonly closeAfterMs?: number;
  readonly ascii?: boolean;
}

const interrupted = 130;
/** After two Ctrl+C the agents get this long to be ended; what is left is found by the next start. */
const hardStopMs = 2_000;

/** Runs an engine under the screen until the person leaves; answers the exit code. */
export async function runScreen(io: Io, project: Project, options: ScreenOptions): Promise<number> {
  const terminal = processTerminal();
  if (terminal === null) {
    throw new AgentTuiError('usage', 'the screen needs a terminal for its keys', {
      hint: 'use agent-tui run, or do not redirect standard input',
    });
  }
  const engine = await startEngine(project, {
    endsByItself: options.endsByItself,
    env: io.env,
    openTools,
  });
  const ui = startUi({
    engine,
    ...terminal,
    clock: systemClock,
    environment: io.env,
    ascii: options.ascii ?? false,
  });
  let failure: Error | undefined;
  const fail = (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error('the screen failed', { cause: error });
    ui.end();
  };
  const forget = restoreTerminalOnExit(ui.screen, (kind, error) => {
    if (kind === 'uncaughtException' || kind === 'unhandledRejection') fail(error);
    else ui.end();
  });
  engine.finished.catch(fail);
  if (engine.found !== null) ui.tell(engine.found, 'agent-tui log --events has all of it.');
  if (options.closeAfterMs !== undefined) closeLater(engine, ui, options.closeAfterMs);
  try {
    const code = await leave(engine, await ui.done, { ...options, mode: leaveModeOf(project) });
    if (failure !== undefined)
      throw failure instanceof Error ? failure : new Error(String(failure));
    return code;
  } finally {
    forget();
  }
}

async function leave(
  engine: Engine,
  end: UiEnd,
  options: ScreenOptions & { readonly mode: LeaveMode },
): Promise<number> {
  const stopped = engine.stop(options.mode);
  switch (end.kind) {
    case 'quit':
    case 'stopped':
    case 'finished': {
      const summary = await stopped;
      return options.endsByItself ? exitCodeFor(engine, summary) : 0;
    }
    case 'interrupted':
      await Promise.race([stopped, soon(hardStopMs)]);
      return interrupted;
    case 'closed':
      await stopped.catch(() => undefined);
      return interrupted;
  }
}

function soon(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    systemClock.after(delayMs, resolve);
  });
}

/** Leaves the screen a while after the run has ended; a key means that somebody is looking. */
function closeLater(engine: Engine, ui: ReturnType<typeof startUi>, afterMs: number): void {
  void engine.finished.then(
    () => {
      const cancel = systemClock.after(afterMs, () => {
        ui.end({ kind: 'quit' });
      });
      const seconds = String(Math.round(afterMs / 1000));
      ui.tell(`The run is over. This screen closes in ${seconds} s.`, 'Any key keeps it open.');
      ui.screen.onInput(cancel);
      void ui.done.then(cancel);
    },
    () => undefined,
  );
}
