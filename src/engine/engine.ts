import { createBus, type Bus } from './bus.ts';
import type { Context, Slot } from './context.ts';
import { openControl, type Control } from './control/index.ts';
import { engineHolder, takeEngineLock } from './db/index.ts';
import type { Engine, EngineOptions } from './engine-contract.ts';
import { AgentTuiError } from './model/error.ts';
import { Overview } from './overview.ts';
import { systemClock } from './platform/clock.ts';
import type { Project } from './project.ts';
import { readStats } from './read-stats.ts';
import { personActions } from './steps/person-actions.ts';
import { Run } from './run.ts';
import { recover } from './steps/recover.ts';
import { beginTools } from './begin-tools.ts';
import type { OpenedTools } from './tool-host/tool-server.ts';
import { wire } from './wire.ts';

/**
 * Starts an engine on an opened project: takes the lock, finishes what an earlier run left, begins to tick.
 * @throws AgentTuiError when another engine runs, the agent or git cannot be used, or no tests are found.
 */
export async function startEngine(project: Project, options: EngineOptions): Promise<Engine> {
  const clock = systemClock;
  const lock = takeEngineLock(project.paths.lock, engineHolder());
  const begun: Begun = { context: null, control: null, tools: null };
  try {
    const mended = project.mend();
    const bus = createBus(clock);
    if (options.onEvent !== undefined) bus.onEvent(options.onEvent);
    const release = () => {
      lock.release();
    };
    const run = new Run({ bus, release, endsByItself: options.endsByItself });
    const context = await wire(project, {
      env: options.env,
      bus,
      clock,
      failed: run.failed,
      wake: run.wake,
    });
    begun.context = context;
    const found = await recover(context, mended);
    const engine = { ...face(context, bus, run), found };
    begun.tools = beginTools(context, options, engine);
    const { stateDir } = project.paths;
    begun.control = await openControl(
      { engine, tools: begun.tools },
      { stateDir, env: options.env, clock },
    );
    run.begin(context, begun);
    return engine;
  } catch (error) {
    // What went wrong first is told.
    await abandon(begun).catch(() => undefined);
    lock.release();
    throw error;
  }
}

/** What a start that fails has opened so far. */
interface Begun {
  context: Context | null;
  control: Control | null;
  tools: OpenedTools | null;
}

/** Lets go of all that another engine will want, while the lock still keeps that one away. */
async function abandon({ context, control, tools }: Begun): Promise<void> {
  if (context === null) return;
  context.stop();
  // Agents that were taken over work on: the next engine takes them over again.
  for (const { work } of context.slots.values()) work?.session?.letGo();
  await tools?.close();
  await control?.close();
  await context.broker.close();
}

function face(context: Context, bus: Bus, run: Run): Omit<Engine, 'found'> {
  const slotOf = (agent: string): Slot => {
    const slot = context.slots.get(agent);
    if (slot !== undefined) return slot;
    throw new AgentTuiError('usage', `there is no agent slot ${agent}`, {
      hint: `the slots are ${[...context.slots.keys()].join(', ')}`,
    });
  };
  const overview = new Overview(context);
  return {
    view: () => overview.view(bus.lastEvent()),
    stats: () => readStats(context),
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
