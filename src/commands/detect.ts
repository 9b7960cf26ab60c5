import type { Command } from 'commander';
import { resolve } from 'node:path';
import { openTests, suitesForGate, toldTests } from '../engine/index.ts';
import { detectLines } from './detect-lines.ts';
import { print, printJson } from './io.ts';
import { withProject, type CommandContext, type CommonFlags } from './options.ts';
import { usualWidth } from './wrapped.ts';

/** `agent-tui detect`: which tests a directory has, how they are run, and why that is thought. */
export function addDetectCommand(program: Command, { io }: CommandContext): void {
  withProject(program.command('detect [project]'))
    .description('which tests a directory has and how they are run; it need be no repository')
    .option('--json', 'one JSON object')
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const dir = resolve(io.cwd, argument ?? flags.projectDir ?? '.');
      const tests = await openTests({ dir, env: io.env, framework: null });
      const told = await toldTests(tests);
      if (flags.json === true) {
        printJson(io, told);
        return;
      }
      const width = io.stdout.isTTY ? io.stdout.columns : usualWidth;
      print(io, ...detectLines(told, { deciding: suitesForGate(tests.detection), width }));
    });
}
