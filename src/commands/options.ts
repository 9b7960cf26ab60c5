import type { Command } from 'commander';
import { resolve } from 'node:path';
import { AgentTuiError, openProject, type ConfigFlags, type Project } from '../engine/index.ts';
import type { Io } from './io.ts';

/** Flags that several commands share, as commander gives them. */
export interface CommonFlags {
  readonly projectDir?: string;
  readonly json?: boolean;
  readonly agent?: string;
  readonly parallel?: string;
  readonly preset?: string;
}

/** What a command's function gets: where to write, and the exit code it leaves. */
export interface CommandContext {
  readonly io: Io;
  /** Sets the exit code of the program; 0 unless set. */
  readonly exit: (code: number) => void;
}

/** Adds the flag that names the project to a command. */
export function withProject(command: Command): Command {
  return command.option('--project-dir <dir>', 'the project (default: this directory)');
}

/** Adds the flags that choose agents to a command. */
export function withRunFlags(command: Command): Command {
  return withProject(command)
    .option('--agent <name>', 'the agent of agent-tui.json that works')
    .option('--parallel <n>', 'how many agents work side by side')
    .option('--preset <name>', 'quality, balanced, economy, cheap or experimental');
}

/** Opens the project that the command line names: the argument, else `--project-dir`, else this directory. */
export function openNamedProject(io: Io, flags: CommonFlags, argument?: string): Promise<Project> {
  const dir = resolve(io.cwd, argument ?? flags.projectDir ?? '.');
  return openProject({ dir, env: io.env, flags: configFlags(flags) });
}

/** Turns what was typed into settings. */
function configFlags(flags: CommonFlags): ConfigFlags {
  const { parallel } = flags;
  return {
    agent: flags.agent,
    preset: flags.preset,
    parallel: parallel === undefined ? undefined : wholeNumber(parallel, '--parallel'),
  };
}

/** Reads a whole number from the command line. */
export function wholeNumber(text: string, flag: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new AgentTuiError('usage', `${flag} takes a whole number, not "${text}"`, {
    hint: `for instance ${flag} 3`,
  });
}
