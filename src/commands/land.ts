import type { Command } from 'commander';
import { landNow, type LandingOutcome } from '../engine/index.ts';
import { print, printJson } from './io.ts';
import { withProject, type CommandContext, type CommonFlags } from './options.ts';
import { withDoor } from './project-door.ts';

/** `agent-tui land`: moves the person's own branch forward to verified main. */
export function addLandCommand(program: Command, context: CommandContext): void {
  withProject(program.command('land [project]'))
    .description('move your branch forward to verified main (fast-forward only)')
    .option('--json', 'one JSON object')
    .action((argument: string | undefined, flags: CommonFlags) =>
      withDoor(context.io, { ...flags, argument }, async ({ project, client }) => {
        const outcome = client === null ? await landNow(project) : await client.call('land', {});
        if (flags.json === true) printJson(context.io, outcome);
        else print(context.io, landingText(outcome, project.target));
        if (outcome.kind === 'refused') {
          context.io.stderr.write(`${outcome.hint}\n`);
          context.exit(1);
        }
      }),
    );
}

function landingText(outcome: LandingOutcome, target: string): string {
  switch (outcome.kind) {
    case 'landed':
      return `${target} is now ${outcome.commit.slice(0, 7)} (${String(outcome.commits)} merged)`;
    case 'up-to-date':
      return `${target} has everything that is verified`;
    case 'refused':
      return `${target} was not moved: ${outcome.reason}`;
  }
}
