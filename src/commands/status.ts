import type { Command } from 'commander';
import { readLiveStatus, systemClock } from '../engine/index.ts';
import { print, printJson } from './io.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';
import { statusLines } from './status-lines.ts';
import { watch } from './watch.ts';

interface StatusFlags extends CommonFlags {
  readonly watch?: boolean;
}

/** `agent-tui status`: what is merged, what is being done, where main is. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  const { io } = context;
  withProject(program.command('status [project]'))
    .description('features, agents and main, as they are now')
    .option('--watch', 'go on until the engine ends; without a terminal as JSON lines')
    .option('--json', 'one JSON object; with --watch one for each change')
    .action(async (argument: string | undefined, flags: StatusFlags) => {
      const project = await openNamedProject(io, flags, argument);
      try {
        if (flags.watch === true) {
          context.exit(await watch(io, project, flags.json === true));
          return;
        }
        const status = await readLiveStatus(project, systemClock);
        if (flags.json === true) printJson(io, status);
        else print(io, ...statusLines(status));
      } finally {
        project.close();
      }
    });
}
