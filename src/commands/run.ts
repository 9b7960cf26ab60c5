import type { Command } from 'commander';
import {
  exitCodeOf,
  startEngine,
  type Engine,
  type EngineEvent,
  type LeaveMode,
  type Project,
  type RunSummary,
} from '../engine/index.ts';
import { eventLine, eventObject, type NameOf } from './event-line.ts';
import { print, printJson, type Io } from './io.ts';
import { openTools } from './open-tools.ts';
import {
  openNamedProject,
  withRunFlags,
  type CommandContext,
  type CommonFlags,
} from './options.ts';

/** `agent-tui run`: the same as the screen, as lines. */
export function addRunCommand(program: Command, context: CommandContext): void {
  withRunFlags(program.command('run [project]'))
    .description('work on the queue without a screen; ends when nothing is left to do')
    .option('--json', 'one JSON object per event')
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const project = await openNamedProject(context.io, flags, argument);
      try {
        context.exit(await runHeadless(context.io, project, flags.json === true));
      } finally {
        project.close();
      }
    });
}

/** Runs the queue of a project to its end, printing what happens; answers the exit code. */
export async function runHeadless(io: Io, project: Project, json: boolean): Promise<number> {
  const interruption = listenForInterrupts(io, leaveModeOf(project));
  try {
    const printer = eventPrinter(io, json);
    const engine = await startEngine(project, {
      endsByItself: true,
      env: io.env,
      openTools,
      onEvent: printer.take,
    });
    printer.begin(engine);
    interruption.pass(engine);
    const summary = await engine.finished;
    return interruption.happened() ? exitCodeOf.interrupted : exitCodeFor(engine, summary);
  } finally {
    interruption.forget();
  }
}

/** Prints events with the names of their features; those before `begin` wait until the names are known. */
function eventPrinter(io: Io, json: boolean) {
  const names = new Map<number, string>();
  const nameOf: NameOf = (id) => names.get(id);
  const waiting: EngineEvent[] = [];
  let running: Engine | null = null;
  const show = (event: EngineEvent, engine: Engine) => {
    const { featureId } = event;
    const isNews = event.type === 'feature:added' || event.type === 'feature:edited';
    if (isNews && featureId !== null) names.set(featureId, event.facts.name);
    else if (featureId !== null && !names.has(featureId)) learn(engine);
    if (json) printJson(io, eventObject(event, nameOf));
    else print(io, eventLine(event, nameOf));
  };
  const learn = (engine: Engine) => {
    for (const { id, name } of engine.view().features) names.set(id, name);
  };
  return {
    take: (event: EngineEvent) => {
      if (running === null) waiting.push(event);
      else show(event, running);
    },
    begin: (engine: Engine) => {
      running = engine;
      for (const event of waiting.splice(0)) show(event, engine);
    },
  };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ends the run in good order on a signal, also one that comes before there is a run, and when nobody reads the output any more. */
function listenForInterrupts(io: Io, mode: LeaveMode) {
  let engine: Engine | null = null;
  let happened = false;
  const interrupt = (signal?: NodeJS.Signals) => {
    happened = true;
    if (signal !== undefined) process.once(signal, endAtOnce);
    // Its failure is that of `finished`, which is waited for.
    engine?.stop(mode).catch(() => undefined);
  };
  const endAtOnce = (signal: NodeJS.Signals) => {
    io.stderr.write(
      'agent-tui: ended at once; agents that still work are taken over at the next start\n',
    );
    // Its handler is gone: now it does what it does by itself.
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, interrupt);
  io.stdout.on('error', () => {
    interrupt();
  });
  return {
    happened: () => happened,
    pass: (started: Engine) => {
      engine = started;
      if (happened) interrupt();
    },
    forget: () => {
      for (const signal of signals) process.off(signal, interrupt).off(signal, endAtOnce);
    },
  };
}

/** What a project wants for its agents when nobody is there to ask. */
export function leaveModeOf({ config }: Project): LeaveMode {
  return config.leave === 'run' ? 'leave-running' : 'checkpoint-and-stop';
}

/** 0 when everything that was asked for is merged, else 1. */
export function exitCodeFor(engine: Engine, summary: RunSummary): number {
  const { features, featureCounts } = engine.view();
  const open = features.length - featureCounts.merged - featureCounts.cancelled;
  return summary.featuresFailed + summary.featuresBlocked + open === 0 ? 0 : 1;
}
