import { actionTable } from './action-table.ts';
import { sourceOf } from './banners.ts';
import type { Bus } from './bus.ts';
import type { Context } from './context.ts';
import type { Control } from './control/index.ts';
import { diskFault } from './db/index.ts';
import type { LeaveMode } from './engine-contract.ts';
import { leave } from './leave.ts';
import type { RunSummary } from './model/event.ts';
import { AgentTuiError } from './model/error.ts';
import { effectNow } from './platform/effect.ts';
import { settlingEvents } from './queue/index.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { Action, Snapshot } from './scheduler/plan.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { showAgents } from './show-agents.ts';
import { noticeClockStep } from './steps/clock-step.ts';
import { lookAtDisk } from './steps/look-at-disk.ts';
import { lastLookAtMain } from './steps/look-at-main.ts';
import { summarise } from './summary.ts';
import { thenEach } from './then-each.ts';
import type { OpenedTools } from './tool-host/tool-server.ts';

/** By which others reach the engine while it runs. */
export interface Doors {
  readonly control: Control | null;
  readonly tools: OpenedTools | null;
}

/** What a run holds on to. */
export interface RunOptions {
  readonly bus: Bus;
  /** Lets another engine have the project; called once, at the end. */
  readonly release: () => void;
  /** The run ends by itself when no feature is left to work on. */
  readonly endsByItself: boolean;
}

/** One run from its first tick to its summary. It knows its parts by their contracts alone. */
export class Run {
  readonly finished: Promise<RunSummary>;
  readonly #resolve: (summary: RunSummary) => void;
  readonly #reject: (error: unknown) => void;
  readonly #bus: Bus;
  readonly #release: () => void;
  readonly #endsByItself: boolean;
  #scheduler: Scheduler | undefined;
  #context: Context | undefined;
  #doors: Doors | undefined;
  #dataVersion: unknown;
  /** Whether something has happened after which dependencies must be settled. */
  #isUnsettled = false;
  #ending: Promise<RunSummary> | undefined;

  constructor({ bus, release, endsByItself }: RunOptions) {
    this.#bus = bus;
    this.#release = release;
    this.#endsByItself = endsByItself;
    const { promise, resolve, reject } = Promise.withResolvers<RunSummary>();
    this.finished = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    // Whoever waits hears of it; a run that nobody waits for must not end the process by an unhandled rejection.
    promise.catch(() => undefined);
  }

  /** A bug: the run cannot be trusted any more. Its agents are ended before it says so. */
  readonly failed = (error: unknown): void => {
    const context = this.#context;
    const left = context === undefined ? Promise.resolve() : leave(context, 'checkpoint-and-stop');
    void left
      .catch(() => undefined)
      .then(() => this.#closeDoors())
      .catch(() => undefined)
      .then(() => this.#reject(error));
  };

  readonly wake = (): void => {
    this.#scheduler?.wake();
  };

  begin(context: Context, doors: Doors): void {
    this.#context = context;
    this.#doors = doors;
    const fault = doors.control?.fault ?? null;
    if (fault !== null) context.run.banners.show('control', fault);
    const { queue, run } = context;
    run.state = 'running';
    this.#scheduler = createScheduler({
      clock: context.clock,
      limits: context.limits,
      read: () => this.#read(context),
      actions: actionTable(
        context,
        () => void this.#end('checkpoint-and-stop').catch(() => undefined),
      ),
      onDone: (action) => {
        context.run.banners.clear(sourceOf(action));
      },
      onError: (action, error) => {
        this.#actionFailed(context, action, error);
      },
    });
    const scheduler = this.#scheduler;
    this.#bus.onChange(() => {
      if (run.state === 'finished') return;
      showAgents(context);
      scheduler.wake();
    });
    this.#bus.onEvent(({ type }) => {
      // At the next tick, and once for all: thousands of features may come in one go.
      if (settlingEvents.has(type)) this.#isUnsettled = true;
    });
    this.#settle(context);
    this.#dataVersion = queue.version();
    run.runId = effectNow('run.begin', () => queue.runs.begin(process.pid));
    queue.journal.write((record) => {
      const facts = {
        agents: context.slots.size,
        features: queue.features.openCount(),
        main: run.main?.verified ?? '',
      };
      record({ type: 'run:started', facts });
    });
    context.backups.begin();
    scheduler.start();
  }

  #read(context: Context): Snapshot {
    noticeClockStep(context);
    // Another process has written: a feature that was added from another terminal, say.
    const version = context.queue.version();
    const isForeign = version !== this.#dataVersion;
    this.#dataVersion = version;
    if (isForeign) {
      context.features.forget();
      context.run.budgetsSeen = false;
    }
    if (isForeign || this.#isUnsettled) this.#settle(context);
    if (isForeign || context.features.hasBecomeDue(context.clock.now())) context.changed();
    return readSnapshot(context, this.#endsByItself);
  }

  #settle(context: Context): void {
    context.queue.features.settleDependencies();
    // Its own events need no second round: it goes on until nothing is left to settle.
    this.#isUnsettled = false;
  }

  stop(mode: LeaveMode): Promise<RunSummary> {
    return this.#end(mode);
  }

  #actionFailed(context: Context, action: Action | null, error: unknown): void {
    const fault = error instanceof AgentTuiError ? error : diskFault(error);
    if (fault === undefined) {
      this.failed(error);
      return;
    }
    try {
      this.#tellFault(context, `${action?.kind ?? 'tick'}: ${fault.message}`, { action, error });
    } catch (cause) {
      // The very fault may be that nothing can be written; the banner says it.
      if (!(cause instanceof AgentTuiError)) this.failed(cause);
    }
    context.changed();
  }

  #tellFault(
    context: Context,
    what: string,
    met: { readonly action: Action | null; readonly error: unknown },
  ): void {
    const { run, clock, limits, queue } = context;
    run.banners.show(sourceOf(met.action), what);
    run.gateRestsUntil = clock.monotonic() + limits.mainLookIntervalMs;
    lookAtDisk(context, met.error);
    queue.journal.write((record) => {
      record({ type: 'fault:met', facts: { what } });
    });
  }

  #end(mode: LeaveMode): Promise<RunSummary> {
    this.#ending ??= this.#close(mode).then(
      (summary) => {
        this.#resolve(summary);
        return summary;
      },
      (error: unknown) => {
        this.#reject(error);
        throw error;
      },
    );
    return this.#ending;
  }

  async #close(mode: LeaveMode): Promise<RunSummary> {
    const context = this.#context;
    const scheduler = this.#scheduler;
    if (context === undefined || scheduler === undefined) throw new Error('the run did not begin');
    return thenEach(
      () => this.#finish(context, scheduler, mode),
      [
        () => context.backups.end(),
        () => context.broker.close(),
        this.#bus.changed,
        () => this.#closeDoors(),
        this.#release,
      ],
    );
  }

  async #closeDoors(): Promise<void> {
    await this.#doors?.tools?.close();
    await this.#doors?.control?.close();
  }

  async #finish(context: Context, scheduler: Scheduler, mode: LeaveMode): Promise<RunSummary> {
    await leave(context, mode);
    // Not awaited inside one of the scheduler's own actions: `finish` is one of them.
    void scheduler.stop();
    await lastLookAtMain(context);
    const summary = summarise(context);
    context.run.state = 'finished';
    showAgents(context);
    context.queue.journal.write((record) => {
      record({ type: 'run:finished', facts: summary });
    });
    const ending = mode === 'leave-running' ? 'left-running' : 'stopped';
    effectNow('run.end', () => {
      context.queue.runs.end(context.run.runId, ending);
    });
    return summary;
  }
}
