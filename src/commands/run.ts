import type { Command } from 'commander';
import { startEngine, type Engine, type Project, type RunSummary } from '../engine/index.ts';
import { eventLine, eventObject, type NameOf } from './event-line.ts';
import { print, printJson, type Io } from './io.ts';
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
  const early: Parameters<Parameters<Engine['onEvent']>[0]>[0][] = [];
  const names = new Map<number, string>();
  const nameOf: NameOf = (id) => names.get(id);
  const show = (event: (typeof early)[number]) => {
    if (json) printJson(io, eventObject(event, nameOf));
    else print(io, eventLine(event, nameOf));
  };
  const engine = await startEngine(project, {
    endsByItself: true,
    env: io.env,
    onEvent: (event) => early.push(event),
  });
  const learnNames = () => {
    for (const { id, name } of engine.view().features) names.set(id, name);
  };
  learnNames();
  for (const event of early.splice(0)) show(event);
  engine.onEvent((event) => {
    if (event.type === 'feature:added' || event.type === 'feature:edited') {
      names.set(event.featureId ?? 0, event.facts.name);
    }
    if (event.featureId !== null && !names.has(event.featureId)) learnNames();
    show(event);
  });
  const { summary, interrupted } = await untilEnded(engine);
  if (interrupted) return 130;
  return exitCodeFor(engine, summary);
}

async function untilEnded(engine: Engine): Promise<{ summary: RunSummary; interrupted: boolean }> {
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    void engine.stop('checkpoint-and-stop');
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  process.once('SIGHUP', interrupt);
  try {
    return { summary: await engine.finished, interrupted };
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    process.off('SIGHUP', interrupt);
  }
}

/** 0 when everything that was asked for is merged, else 1. */
export function exitCodeFor(engine: Engine, summary: RunSummary): number {
  const open = engine
    .view()
    .features.filter(({ state }) => state !== 'merged' && state !== 'cancelled').length;
  return summary.featuresFailed + summary.featuresBlocked + open === 0 ? 0 : 1;
}
