import type { Command } from 'commander';
import { reachAgents, systemClock, type AgentReport, type AgentsReport } from '../engine/index.ts';
import { columns, print, printJson, type Io } from './io.ts';
import { withProject, type CommonFlags } from './options.ts';
import { withQueue } from './project-door.ts';

/** `agent-tui agent list`: the slots, from the engine that runs, else as the last one left them. */
export function addAgentList(agent: Command, io: Io): void {
  withProject(agent.command('list'))
    .description('every agent, its state and what it works on')
    .option('--json', 'one JSON object')
    .action((flags: CommonFlags) =>
      withQueue(io, flags, async (queue, project) => {
        const report = await reachAgents(project, queue, systemClock);
        if (flags.json === true) printJson(io, report);
        else print(io, ...listLines(report));
      }),
    );
}

const heads = {
  answers: [],
  closed: ['An engine is starting; this is what the last one wrote.'],
  silent: ['The engine does not answer; this is what it wrote last.'],
  none: ['No engine runs; this is what the last one wrote.'],
} as const satisfies Record<AgentsReport['engine'], readonly string[]>;

function listLines({ engine, agents }: AgentsReport): string[] {
  if (agents.length === 0) return ['No agents yet. agent-tui or agent-tui run starts them.'];
  return [...heads[engine], ...columns(agents.map(agentCells))];
}

function agentCells(agent: AgentReport): string[] {
  const { name, state, feature, featureName, heartbeatAgeSeconds, changedFiles, pid } = agent;
  return [
    name,
    state,
    feature === null ? '' : `#${String(feature)} ${featureName ?? ''}`.trimEnd(),
    pid === null ? '' : `pid ${String(pid)}`,
    heartbeatAgeSeconds === null ? '' : `heartbeat ${String(heartbeatAgeSeconds)}s`,
    changedFiles === null
      ? ''
      : `${String(changedFiles)} file${changedFiles === 1 ? '' : 's'} changed`,
  ];
}
