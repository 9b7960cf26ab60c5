import type { Command } from 'commander';
import { resolve } from 'node:path';
import {
  chooseTests,
  ctrfDocument,
  exitCodeOf,
  openTests,
  runSuites,
  sanitiseLine,
  type PersonTestRun,
} from '../engine/index.ts';
import { interruptible } from './interrupted.ts';
import { print, printJson, type Io } from './io.ts';
import { withProject, type CommandContext, type CommonFlags } from './options.ts';
import { showRunning, suiteLine, testLines } from './test-lines.ts';

interface TestFlags extends CommonFlags {
  readonly file?: string;
  readonly name?: string;
  readonly changed?: string | true;
  readonly framework?: string;
}

/** `agent-tui test`: runs the tests of a directory as the gate would, and says exactly what they showed. */
export function addTestCommand(program: Command, context: CommandContext): void {
  const { io } = context;
  withProject(program.command('test [project]'))
    .description('run the tests of a directory as the gate would; it need be no repository')
    .option('--file <file>', 'only the tests of this file')
    .option('--name <name>', 'only tests whose name has these words')
    .option(
      '--changed [base]',
      'only suites touched since base (default: where the branch left main)',
    )
    .option('--framework <id>', 'the suites of this framework, found or not')
    .option('--json', 'one document of the Common Test Report Format (CTRF)')
    .action(async (argument: string | undefined, flags: TestFlags) => {
      const dir = resolve(io.cwd, argument ?? flags.projectDir ?? '.');
      const result = await interruptible(io, (signal) => runIn(io, dir, { flags, signal }));
      if (flags.json === true) printJson(io, ctrfDocument(result));
      else print(io, ...testLines(result));
      context.exit(exitCodeFor(result));
    });
}

async function runIn(
  io: Io,
  dir: string,
  { flags, signal }: { readonly flags: TestFlags; readonly signal: AbortSignal },
): Promise<PersonTestRun> {
  const { file = null, name = null, framework = null, changed } = flags;
  const tests = await openTests({ dir, env: io.env, framework });
  const since = changed === undefined ? null : { base: changed === true ? null : changed };
  const isNamed = framework !== null;
  const chosen = await chooseTests(tests, { file, name, cwd: io.cwd, changed: since, isNamed });
  const talks = flags.json !== true;
  const result = await runSuites(tests, {
    ...chosen,
    baseEnv: io.env,
    signal,
    onStart: ({ framework: id, dir: where }) => {
      if (talks) showRunning(io, sanitiseLine(`  ${id}${where === '' ? '' : ` in ${where}`} …`));
    },
    onEnd: (ended) => {
      showRunning(io, '');
      if (talks) print(io, suiteLine(ended));
    },
  });
  if (talks) for (const suite of chosen.left) print(io, leftLine(suite));
  return result;
}

function leftLine({
  framework,
  dir,
}: {
  readonly framework: string;
  readonly dir: string;
}): string {
  const where = dir === '' ? '' : ` in ${dir}`;
  return `- ${framework}${where} was not run: --framework ${framework} runs it`;
}

function exitCodeFor({ verdict }: PersonTestRun): number {
  if (verdict === 'passed' || verdict === 'unaffected') return 0;
  return verdict === 'cancelled' ? exitCodeOf.interrupted : 1;
}
