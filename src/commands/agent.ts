import type { Command } from 'commander';
import { agentsOfEngine, AgentTuiError, systemClock, type ControlClient } from '../engine/index.ts';
import { addAgentList } from './agent-list.ts';
import { addAgentSend } from './agent-send.ts';
import { print, printJson, type Io } from './io.ts';
import { withProject, type CommandContext, type CommonFlags } from './options.ts';
import { withDoor, type ProjectDoor } from './project-door.ts';

interface AgentFlags extends CommonFlags {
  readonly all?: boolean;
  readonly discard?: boolean;
}

/** `agent-tui agent …`: the agents of the engine that runs, from another terminal. */
export function addAgentCommand(program: Command, { io }: CommandContext): void {
  const agent = program
    .command('agent')
    .description('list, pause, resume, kill and speak to the agents of a running engine');
  addAgentList(agent, io);
  addPause(agent, io);
  addResume(agent, io);
  addKill(agent, io);
  addAgentSend(agent, io);
}

function addPause(agent: Command, io: Io): void {
  withProject(agent.command('pause [agent]'))
    .description('stop an agent where it is and keep a checkpoint')
    .option('--all', 'the whole run: nothing new is begun')
    .option('--json', 'print what is so now as one JSON object')
    .action((name: string | undefined, flags: AgentFlags) => {
      const one = oneOrAll(name, flags);
      return withEngine(io, flags, async (door) => {
        const { client } = door;
        if (one === null) await client.call('run.pause', {});
        else await client.call('agent.pause', { agent: one });
        await say(io, door, { flags, agent: one, done: 'is paused' });
      });
    });
}

function addResume(agent: Command, io: Io): void {
  withProject(agent.command('resume [agent]'))
    .description('let an agent go on, also one that was killed')
    .option('--all', 'the whole run')
    .option('--json', 'print what is so now as one JSON object')
    .action((name: string | undefined, flags: AgentFlags) => {
      const one = oneOrAll(name, flags);
      return withEngine(io, flags, async (door) => {
        const { client } = door;
        if (one === null) await client.call('run.resume', {});
        else await client.call('agent.resume', { agent: one });
        await say(io, door, { flags, agent: one, done: 'goes on' });
        if (one === null && flags.json !== true) await sayStillPaused(io, door);
      });
    });
}

function addKill(agent: Command, io: Io): void {
  withProject(agent.command('kill <agent>'))
    .description(
      'end an agent; its work is kept, its feature queued again, the slot held until resumed',
    )
    .option('--discard', 'the next attempt does not go on from this work; its checkpoints are kept')
    .option('--json', 'print what is so now as one JSON object')
    .action((name: string, flags: AgentFlags) =>
      withEngine(io, flags, async (door) => {
        const { client } = door;
        const discard = flags.discard === true;
        await client.call(discard ? 'agent.discard' : 'agent.kill', { agent: name });
        const what = discard ? 'its checkpoints are kept' : 'its work is kept';
        const done = `is being ended; ${what}, its feature is queued again`;
        await say(io, door, { flags, agent: name, done });
      }),
    );
}

/** An agent's name, or null for all of them. */
function oneOrAll(name: string | undefined, { all }: AgentFlags): string | null {
  if ((name === undefined) !== (all === true)) {
    throw new AgentTuiError('usage', 'name one agent, or say --all', {
      hint: 'agent-tui agent list shows their names',
    });
  }
  return name ?? null;
}

/** The door to an engine that runs. */
type EngineDoor = ProjectDoor & { readonly client: ControlClient };

/**
 * Does something with the engine that runs.
 * @throws AgentTuiError `environment` when none runs.
 */
function withEngine(
  io: Io,
  flags: CommonFlags,
  act: (door: EngineDoor) => Promise<void>,
): Promise<void> {
  return withDoor(io, flags, async (door) => {
    const { client, project } = door;
    if (client !== null) return act({ ...door, client });
    throw new AgentTuiError('environment', `no engine runs on ${project.name}`, {
      hint: 'agents work while agent-tui or agent-tui run does; start it first',
    });
  });
}

/** Says what is so now: of one agent, or of the whole run. */
async function say(
  io: Io,
  { client, queue }: EngineDoor,
  given: { readonly flags: CommonFlags; readonly agent: string | null; readonly done: string },
): Promise<void> {
  const { flags, agent, done } = given;
  if (flags.json !== true) print(io, `${agent ?? 'the run'} ${done}`);
  else if (agent === null) printJson(io, (await client.call('status', {})).run);
  else {
    const agents = await agentsOfEngine(client, queue, systemClock);
    printJson(
      io,
      agents.find(({ name }) => name === agent),
    );
  }
}

/** An agent that was paused or killed by itself does not go on with the run. */
async function sayStillPaused(io: Io, { client, queue }: EngineDoor): Promise<void> {
  const agents = await agentsOfEngine(client, queue, systemClock);
  const still = agents.filter(({ state }) => state === 'paused').map(({ name }) => name);
  if (still.length > 0)
    print(io, `still paused: ${still.join(', ')}; agent-tui agent resume <agent>`);
}
