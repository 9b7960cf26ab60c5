import { actionTable } from './action-table.ts';
import { createBus, type Bus } from './bus.ts';
import type { Context, Slot } from './context.ts';
import { diskFault, takeEngineLock, type EngineLock } from './db/index.ts';
import type { Engine, EngineOptions, LeaveMode } from './engine-contract.ts';
import { leave } from './leave.ts';
import type { EventType, RunSummary } from './model/event.ts';
import { AgentTuiError } from './model/error.ts';
import { overview } from './overview.ts';
import { systemClock } from './platform/clock.ts';
import type { Project } from './project.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { Action, Snapshot } from './scheduler/plan.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { personActions } from './steps/person-actions.ts';
import { showAgents } from './show-agents.ts';
import { lookAtDisk } from './steps/look-at-disk.ts';
import { lastLookAtMain } from './steps/look-at-main.ts';
import { recover } from './steps/recover.ts';
import { summarise } from './summary.ts';
import { wire } from './wire.ts';

/**
 * Starts an engine on an opened project: takes the lock, finishes what an earlier run left, begins to tick.
 * @throws AgentTuiError when another engine runs, the agent or git cannot be used, or no tests are found.
 */
export async function startEngine(project: Project, options: EngineOptions): Promise<Engine> {
  const clock = systemClock;
  const lock = takeEngineLock(project.paths.lock, {
    pid: process.pid,
    startedAt: new Date(clock.now()).toISOString(),
  });
  try {
    const bus = createBus(clock);
    if (options.onEvent !== undefined) bus.onEvent(options.onEvent);
    const run = new Run(bus, lock, options.endsByItself);
    const context = await wire(project, {
      env: options.env,
      bus,
      clock,
      failed: run.failed,
      wake: run.wake,
    });
    const found = await recover(context);
    run.begin(context);
    return { ...face(context, bus, run), found };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** After these events a feature may wait for something that will not come, or need not wait any more. */
const settling: ReadonlySet<EventType> = new Set([
  'feature:added',
  'feature:edited',
  'feature:blocked',
  'feature:cancelled',
  'feature:requeued',
]);

/** One run from its first tick to its summary. */
class Run {
  readonly finished: Promise<RunSummary>;
  readonly #resolve: (summary: RunSummary) => void;
  readonly #reject: (error: unknown) => void;
  readonly #bus: Bus;
  readonly #lock: EngineLock;
  readonly #endsByItself: boolean;
  #scheduler: Scheduler | undefined;
  #context: Context | undefined;
  #dataVersion: unknown;
  #ending: Promise<RunSummary> | undefined;

  constructor(bus: Bus, lock: EngineLock, endsByItself: boolean) {
    this.#bus = bus;
    this.#lock = lock;
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
    void left.catch(() => undefined).then(() => this.#reject(error));
  };

  readonly wake = (): void => {
    this.#scheduler?.wake();
  };

  begin(context: Context): void {
    this.#context = context;
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
      if (settling.has(type)) queue.features.settleDependencies();
    });
    queue.features.settleDependencies();
    run.runId = queue.runs.begin(process.pid);
    queue.journal.write((record) => {
      const facts = {
        agents: context.slots.size,
        features: queue.features.openCount(),
        main: run.main?.verified ?? '',
      };
      record({ type: 'run:started', facts });
    });
    scheduler.start();
  }

  #read(context: Context): Snapshot {
    // Another process has written: a feature that was added from another terminal, say.
    const version = context.queue.version();
    if (version !== this.#dataVersion) {
      context.features.forget();
      context.queue.features.settleDependencies();
      context.changed();
    }
    this.#dataVersion = version;
    return readSnapshot(context, this.#endsByItself);
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
    const what = `${action?.kind ?? 'tick'}: ${fault.message}`;
    const { run, clock } = context;
    lookAtDisk(context, error);
    run.banners.show(sourceOf(action), what);
    run.gateRestsUntil = clock.monotonic() + context.limits.mainLookIntervalMs;
    try {
      context.queue.journal.write((record) => {
        record({ type: 'fault:met', facts: { what } });
      });
    } catch (cause) {
      // The very fault may be that nothing can be written; the banner says it.
      if (!(cause instanceof AgentTuiError)) this.failed(cause);
    }
    context.changed();
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
    try {
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
      context.queue.runs.end(
        context.run.runId,
        mode === 'leave-running' ? 'left-running' : 'stopped',
      );
      return summary;
    } finally {
      await context.broker.close();
      this.#bus.changed();
      this.#lock.release();
    }
  }
}

/** Who says a banner when an action fails, and takes it back when it succeeds. */
function sourceOf(action: Action | null): string {
  if (action === null) return 'tick';
  return 'agent' in action ? `${action.kind} ${action.agent}` : action.kind;
}

function face(context: Context, bus: Bus, run: Run): Omit<Engine, 'found'> {
  const slotOf = (agent: string): Slot => {
    const slot = context.slots.get(agent);
    if (slot !== undefined) return slot;
    throw new AgentTuiError('usage', `there is no agent slot ${agent}`, {
      hint: `the slots are ${[...context.slots.keys()].join(', ')}`,
    });
  };
  return {
    view: () => overview(context, bus.lastEvent()),
    onChange: bus.onChange,
    onEvent: bus.onEvent,
    onTranscript: bus.onTranscript,
    transcript: (agent) => {
      const { work, transcript } = slotOf(agent);
      return work?.session?.entries() ?? transcript;
    },
    checkpoints: (featureId) => context.queue.checkpoints.of(featureId),
    finished: run.finished,
    // Afterwards nothing is told any more, so that the database may be closed.
    stop: (mode) => run.stop(mode).finally(bus.close),
    ...personActions(context, slotOf),
  };
}
