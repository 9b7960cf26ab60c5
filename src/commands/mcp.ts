import type { Command } from 'commander';
import { AgentTuiError } from '../engine/index.ts';
import { addMcpConfigCommand } from './mcp-config.ts';
import { mcpServerNames } from './mcp-servers.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';

/** `agent-tui mcp SERVER`: the tools for any MCP client, over standard input and output. */
export function addMcpCommand(program: Command, context: CommandContext): void {
  const { io } = context;
  const mcp = withProject(program.command('mcp'))
    .description('serve MCP tools over stdio; `mcp config` prints what an MCP client needs')
    .argument('<server>', mcpServerNames.join(', '))
    .action(async (name: string, flags: CommonFlags) => {
      // Loaded only here, so that no other command waits for the protocol's schemas.
      const { isServerName, serveStdio } = await import('../mcp/index.ts');
      const { toolCalls } = await import('./tool-calls.ts');
      if (!isServerName(name)) {
        throw new AgentTuiError('usage', `there is no MCP server "${name}"`, {
          hint: `use one of: ${mcpServerNames.join(', ')}`,
        });
      }
      // An agent stands in a worktree of ours, which is no project of its own.
      const dir = flags.projectDir ?? io.env['AGENT_TUI_PROJECT'];
      const token = io.env['AGENT_TUI_MCP_TOKEN'] ?? null;
      const project = await openNamedProject(io, { ...flags, ...(dir && { projectDir: dir }) });
      try {
        await serveStdio(name, toolCalls(project, { token, env: io.env }), io);
      } finally {
        project.close();
      }
    });
  addMcpConfigCommand(mcp, context);
}
