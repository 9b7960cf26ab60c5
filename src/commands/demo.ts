import type { Command } from 'commander';
import type { Project } from '../engine/index.ts';
import { makeDemoProject } from './demo-project.ts';
import { print, type Io } from './io.ts';
import { withRunFlags, type CommandContext, type CommonFlags } from './options.ts';
import { runHeadless } from './run.ts';

interface DemoFlags extends CommonFlags {
  readonly headless?: boolean;
}

/** When all is merged the demonstration shows it for so long and then leaves, unless a key is pressed. */
const showEndMs = 6_000;

/** `agent-tui demo`: three scripted agents on a small real project in a scratch directory. */
export function addDemoCommand(program: Command, context: CommandContext): void {
  withRunFlags(program.command('demo'))
    .description('watch three scripted agents build eight features of a small project')
    .option('--headless', 'print events instead of showing the screen')
    .option('--json', 'with --headless: one JSON object per event')
    .action(async (flags: DemoFlags) => {
      context.exit(await runDemo(context.io, flags));
    });
}

async function runDemo(io: Io, flags: DemoFlags): Promise<number> {
  const { agent, preset, parallel } = flags;
  const { project, scratchDir } = await makeDemoProject(io, {
    agent,
    preset,
    parallel: parallel === undefined ? undefined : Number(parallel),
  });
  const isHeadless = flags.headless === true || flags.json === true || !io.stdout.isTTY;
  try {
    if (flags.json !== true) print(io, `The demonstration is in ${scratchDir}`);
    else io.stderr.write(`The demonstration is in ${scratchDir}\n`);
    const code = isHeadless
      ? await runHeadless(io, project, flags.json === true)
      : await showDemo(io, project);
    if (flags.json !== true) {
      print(
        io,
        `Look around: cd ${project.paths.projectDir} && git log --graph --oneline agent-tui/main`,
      );
    }
    return code;
  } finally {
    project.close();
  }
}

async function showDemo(io: Io, project: Project): Promise<number> {
  const { runScreen } = await import('./run-screen.ts');
  return runScreen(io, project, { endsByItself: true, closeAfterMs: showEndMs });
}
