import type { Command } from 'commander';
import { AgentTuiError, openQueue, systemClock } from '../engine/index.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';

/** `agent-tui mcp SERVER`: the tools of the queue for any MCP client, over standard input and output. */
export function addMcpCommand(program: Command, context: CommandContext): void {
  withProject(program.command('mcp <server>'))
    .description('serve MCP tools over stdio (feature)')
    .action(async (server: string, flags: CommonFlags) => {
      // Loaded only here, so that no other command waits for the protocol's schemas.
      const { serveStdio, serverNames } = await import('../mcp/index.ts');
      if (!serverNames.includes(server)) {
        throw new AgentTuiError('usage', `there is no MCP server "${server}"`, {
          hint: `use one of: ${serverNames.join(', ')}`,
        });
      }
      const project = await openNamedProject(context.io, flags);
      try {
        const queue = openQueue(
          project.db,
          () => systemClock.now(),
          () => undefined,
        );
        await serveStdio(server, { queue, project: project.name }, context.io);
      } finally {
        project.close();
      }
    });
}
