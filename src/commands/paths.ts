import type { Command } from 'commander';
import { columns, print, printJson } from './io.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';

/** `agent-tui paths`: where everything of a project lives. */
export function addPathsCommand(program: Command, context: CommandContext): void {
  withProject(program.command('paths [project]'))
    .description('where the state of a project lives')
    .option('--json', 'one JSON object')
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const project = await openNamedProject(context.io, flags, argument);
      project.close();
      if (flags.json === true) printJson(context.io, project.paths);
      else print(context.io, ...columns(Object.entries(project.paths)));
    });
}
