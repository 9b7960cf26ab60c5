import { Command, CommanderError } from 'commander';
import { AgentTuiError, armFailpoint, damageFault, exitCodeOf, sanitise } from '../engine/index.ts';
import { addAgentCommand } from './agent.ts';
import { addBudgetCommand } from './budget.ts';
import { addDemoCommand } from './demo.ts';
import { addDetectCommand } from './detect.ts';
import { addFeatureCommand } from './feature.ts';
import type { Io } from './io.ts';
import { addKnowledgeCommand } from './knowledge.ts';
import { addLandCommand } from './land.ts';
import { addLogCommand } from './log.ts';
import { addMcpCommand } from './mcp.ts';
import type { CommandContext } from './options.ts';
import { addPathsCommand } from './paths.ts';
import { addPresetCommand } from './preset.ts';
import { addRunCommand } from './run.ts';
import { addScreenCommand } from './screen.ts';
import { addStatusCommand } from './status.ts';
import { addTestCommand } from './test.ts';

/** The subcommands, in the order in which help shows them. */
const commands: readonly ((program: Command, context: CommandContext) => void)[] = [
  addScreenCommand,
  addRunCommand,
  addDemoCommand,
  addStatusCommand,
  addDetectCommand,
  addTestCommand,
  addFeatureCommand,
  addAgentCommand,
  addKnowledgeCommand,
  addLandCommand,
  addLogCommand,
  addPresetCommand,
  addBudgetCommand,
  addMcpCommand,
  addPathsCommand,
];

/** Runs one command line (without `node` and the program's path) and answers the exit code; never throws. */
export async function runProgram(
  argv: readonly string[],
  io: Io,
  version: string,
): Promise<number> {
  let exitCode = 0;
  const context: CommandContext = {
    io,
    exit: (code) => {
      exitCode = code;
    },
  };
  try {
    armFailpoint(io.env['AGENT_TUI_FAIL']);
    await programFor(context, version).parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(io, error);
  }
}

function programFor(context: CommandContext, version: string): Command {
  const { io } = context;
  const program = new Command('agent-tui');
  program
    .description('several coding agents side by side; only what the tests pass on reaches main')
    .version(version)
    .showHelpAfterError(false)
    .exitOverride()
    // Flags belong to the command that they follow; without this the program would swallow `run --json`.
    .helpCommand('help [command]', 'the same as --help')
    .enablePositionalOptions()
    .hook('preAction', (_program, command) => {
      passDown(program, command);
    })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // Errors are said by us; only the help of a command that was called without its subcommand comes this way.
      writeErr: (text) => {
        if (text.startsWith('Usage:')) io.stderr.write(text);
      },
    });
  for (const add of commands) add(program, context);
  return program;
}

/** `agent-tui --project-dir X run` means the same as `agent-tui run --project-dir X`. */
function passDown(program: Command, command: Command): void {
  if (command === program) return;
  for (const [name, value] of Object.entries(program.opts())) {
    if (command.getOptionValue(name) === undefined) command.setOptionValue(name, value);
  }
}

function failed(io: Io, thrown: unknown): number {
  const error = damageFault(thrown) ?? thrown;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return exitCodeOf.usage;
    say(io, error.message.replace(/^error: /, ''), 'agent-tui --help shows every command and flag');
    return exitCodeOf.usage;
  }
  if (error instanceof AgentTuiError) {
    say(io, error.message, error.hint);
    return exitCodeOf[error.code];
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(
    io,
    `this is a bug in agent-tui: ${stack}`,
    'nothing is lost; the next start goes on from here',
  );
  return exitCodeOf.environment;
}

/** One line what, one line what to do. */
function say(io: Io, message: string, hint: string): void {
  io.stderr.write(`agent-tui: ${sanitise(message)}\n  ${sanitise(hint)}\n`);
}
