import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../platform/clock.ts';
import { onDisk } from '../../platform/files.ts';
import type { Random } from '../../platform/random.ts';
import { bounds } from '../bounds.ts';
import { headAndTail } from '../run/printed-output.ts';
import type { Ending } from '../run/supervised.ts';
import { runSupervised } from '../run/supervised.ts';

/** What a set-up run is given. */
export interface SetupOptions {
  readonly commands: readonly (readonly string[])[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** For all commands together. */
  readonly timeLimitMs: number;
  readonly outputFile: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  /** Where what runs is written down, for `stopLeftRuns`. */
  readonly runningDir?: string | undefined;
}

/** How a set-up ended; the reason is a sentence and the end of what was printed. */
export type SetupOutcome =
  { readonly kind: 'done' } | { readonly kind: 'failed'; readonly reason: string };

/** Runs set-up commands one after the other, stopping at the first that fails. */
export async function runSetup(options: SetupOptions): Promise<SetupOutcome> {
  const { clock, timeLimitMs, outputFile } = options;
  const startedAt = clock.monotonic();
  await onDisk(async () => {
    await mkdir(dirname(outputFile), { recursive: true });
    await writeFile(outputFile, '');
  });
  for (const argv of options.commands) {
    const left = timeLimitMs - (clock.monotonic() - startedAt);
    const marker = options.random.id();
    const ending = await runSupervised({ ...options, argv, marker, timeLimitMs: left });
    if (ending.kind === 'exited' && ending.exitCode === 0) continue;
    const printed = await headAndTail(outputFile, bounds.setupReasonCharsMax);
    const what = `set-up: \`${argv.join(' ')}\` ${howItEnded(ending)}`;
    return { kind: 'failed', reason: printed === '' ? what : `${what}\n${printed}` };
  }
  return { kind: 'done' };
}

function howItEnded(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return ending.signal === null
        ? `ended with exit code ${String(ending.exitCode)}`
        : `was ended by ${ending.signal}`;
    case 'timed-out':
      return 'did not end in time';
    case 'cancelled':
      return 'was cancelled';
    case 'silent':
      return 'printed nothing for too long';
    case 'not-found':
      return 'names a program that is not there';
    case 'printed-too-much':
      return 'was stopped because its output had no end';
  }
}
