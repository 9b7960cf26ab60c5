import { runProgram } from './commands/index.ts';

/** Set by the bundler; the sources themselves have no version. */
const version = (globalThis as { AGENT_TUI_VERSION?: string }).AGENT_TUI_VERSION ?? 'source';

// Who reads may go away (`| head`): that is no failure of ours, and commands that run on listen for it themselves.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const exitCode = await runProgram(
  process.argv.slice(2),
  {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
  },
  version,
);

// What is still written is given time to leave: a pipe is asynchronous, and process.exit would cut it.
process.exitCode = exitCode;
process.stdout.write('', () => process.exit(exitCode));
