import type { Command } from 'commander';
import {
  openNamedProject,
  withRunFlags,
  type CommandContext,
  type CommonFlags,
} from './options.ts';
import { runHeadless } from './run.ts';
import { statusLines } from './status-lines.ts';
import { print } from './io.ts';
import { readLiveStatus, systemClock } from '../engine/index.ts';

interface ScreenFlags extends CommonFlags {
  readonly headless?: boolean;
  readonly showStatus?: boolean;
  readonly ascii?: boolean;
}

/** `agent-tui [PROJECT]`: the screen; without a terminal, the same run as lines. */
export function addScreenCommand(program: Command, context: CommandContext): void {
  const { io } = context;
  withRunFlags(program.argument('[project]', 'a git repository (default: this directory)'))
    .option('--headless', 'print events instead of showing the screen')
    .option('--json', 'with --headless: one JSON object per event')
    .option('--show-status', 'print the status and leave')
    .option('--ascii', 'draw with ASCII characters only')
    .action(async (argument: string | undefined, flags: ScreenFlags) => {
      const project = await openNamedProject(io, flags, argument);
      try {
        if (flags.showStatus === true) {
          print(io, ...statusLines(await readLiveStatus(project, systemClock)));
        } else if (flags.headless === true || flags.json === true || !io.stdout.isTTY) {
          context.exit(await runHeadless(io, project, flags.json === true));
        } else {
          // Loaded only here: React and Ink would be half of the start of every other command.
          const { runScreen } = await import('./run-screen.ts');
          context.exit(
            await runScreen(io, project, { endsByItself: false, ascii: flags.ascii === true }),
          );
        }
      } finally {
        project.close();
      }
    });
}
