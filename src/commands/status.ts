import type { Command } from 'commander';
import { isEngineRunning, readStatus, type ProjectStatus } from '../engine/index.ts';
import { columns, print, printJson } from './io.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';

/** `agent-tui status`: what is merged, what is being done, where main is. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  withProject(program.command('status [project]'))
    .description('features, agents and main, as they are now')
    .option('--json', 'one JSON object')
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const project = await openNamedProject(context.io, flags, argument);
      try {
        const status = await readStatus(project, isEngineRunning(project.paths.lock));
        if (flags.json === true) printJson(context.io, status);
        else print(context.io, ...statusLines(status));
      } finally {
        project.close();
      }
    });
}

/** The status as text: a line about main, then a table of features and one of agents. */
export function statusLines(status: ProjectStatus): string[] {
  const { main, features, agents } = status;
  const merged = features.filter((feature) => feature.state === 'merged').length;
  const behind = main.behind === 0 ? 'up to date' : `${String(main.behind)} behind verified main`;
  const head = `${status.project}: merged ${String(merged)} of ${String(features.length)}, ${main.target} ${behind}, ${status.running ? 'running' : 'not running'}`;
  const featureRows = features.map((feature) => [
    `#${String(feature.id)}`,
    feature.name,
    feature.status,
    feature.attempts === 0 ? '' : `attempt ${String(feature.attempts)}`,
    feature.lastError ?? '',
  ]);
  const agentRows = agents.map((agent) => [
    agent.name,
    agent.state,
    agent.feature === null ? '' : `#${String(agent.feature)}`,
    agent.heartbeatAgeSeconds === null ? '' : `heartbeat ${String(agent.heartbeatAgeSeconds)}s`,
  ]);
  return [head, ...columns(featureRows), ...columns(agentRows)];
}
