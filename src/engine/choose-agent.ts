import { driverNamed } from './agents/drivers/index.ts';
import type { AgentSettings, Config } from './model/config.ts';
import { AgentTuiError } from './model/error.ts';
import { findExecutable } from './platform/commands.ts';

/** The agent that a run uses. */
export interface DriverChoice {
  readonly name: string;
  readonly settings: AgentSettings;
}

/**
 * Chooses the agent of a run: the default agent, or the only one that is configured.
 * @throws AgentTuiError `usage` when there is none of that name.
 */
export function chooseAgent(config: Config): DriverChoice {
  const names = Object.keys(config.agents);
  const only = names.length === 1 ? names[0] : undefined;
  const name = config.defaultAgent ?? only;
  if (name === undefined) {
    throw new AgentTuiError('usage', 'no agent is chosen', {
      hint:
        names.length === 0
          ? 'name one in agent-tui.json: {"agents":{"sh":{"driver":"command","command":["bash","agent.sh"]}}}'
          : `choose with --agent NAME: ${names.join(', ')}`,
    });
  }
  const settings = Object.hasOwn(config.agents, name) ? config.agents[name] : undefined;
  if (settings === undefined) {
    const known = names.length === 0 ? 'agent-tui.json names none' : `known: ${names.join(', ')}`;
    throw new AgentTuiError('usage', `there is no agent "${name}"`, {
      hint: `${known}; add it under "agents" in agent-tui.json`,
    });
  }
  return { name, settings };
}

/**
 * Refuses an agent whose program is not there.
 * @throws AgentTuiError `environment` that names the program.
 */
export async function requireAgent(
  choice: DriverChoice,
  place: { readonly cwd: string; readonly path: string },
): Promise<void> {
  const program = driverNamed(choice.settings.driver).program(choice.settings);
  if ((await findExecutable(program, place)) !== undefined) return;
  throw new AgentTuiError('environment', `agent "${choice.name}": ${program} is not on PATH`, {
    hint: `install ${program}, or mend agents.${choice.name}.command in agent-tui.json`,
  });
}
