import { statSync } from 'node:fs';
import { defaultLimits } from '../../model/limits.ts';
import type { Clock } from '../../platform/clock.ts';
import { startProcess } from '../../platform/commands.ts';
import { stopTree } from '../../platform/process-tree.ts';
import { bounds } from '../bounds.ts';
import { forgetRun, noteRun } from './left-runs.ts';

/** A program to run to its end and no further. */
export interface SupervisedOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly marker: string;
  readonly outputFile: string;
  readonly timeLimitMs: number;
  /** It is ended when it prints nothing for so long. */
  readonly silenceLimitMs?: number | null;
  /** What it leaves running is the caller's to stop; else nothing of it is left. */
  readonly keepsRest?: boolean;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Where the marker is written down while the program runs, for an engine that comes after a crash. */
  readonly runningDir?: string | undefined;
}

/** How it ended. `printed-too-much`: it was stopped because its output had no end; `silent`: because it said nothing. */
export type Ending =
  | { readonly kind: 'exited'; readonly exitCode: number | null; readonly signal: string | null }
  | { readonly kind: 'timed-out' | 'silent' | 'cancelled' | 'not-found' | 'printed-too-much' };

/** Leftovers get a moment to end by themselves; nobody waits for their result. */
export const leftoverGraceMs = 500;

/** Runs one program and, whatever happens, leaves no process of it behind. */
export async function runSupervised(options: SupervisedOptions): Promise<Ending> {
  const { clock, marker, runningDir } = options;
  if (options.signal?.aborted === true) return { kind: 'cancelled' };
  if (options.timeLimitMs <= 0) return { kind: 'timed-out' };
  const traces = { workDir: options.cwd, outputFile: options.outputFile };
  if (runningDir !== undefined) await noteRun(runningDir, { marker, root: null, traces });
  // What agents do comes first: a person waits for them, and the machine stays usable while tests run.
  const started = await startProcess({
    ...options,
    stdin: null,
    givesWay: true,
    ownNamespace: options.keepsRest !== true,
  });
  if (started.kind === 'not-found') {
    if (runningDir !== undefined) await forgetRun(runningDir, marker);
    return { kind: 'not-found' };
  }
  if (runningDir !== undefined)
    await noteRun(runningDir, { marker, root: started.identity, traces });
  const ending = await firstEnding(options, started.exited);
  if (options.keepsRest === true && ending.kind === 'exited' && ending.exitCode === 0)
    return ending;
  const graceMs = ending.kind === 'exited' ? leftoverGraceMs : defaultLimits.killGraceMs;
  const { survivors } = await stopTree({ root: started.identity, marker, traces, graceMs, clock });
  if (runningDir !== undefined && survivors.length === 0) await forgetRun(runningDir, marker);
  return ending;
}

function firstEnding(
  options: SupervisedOptions,
  exited: Promise<{ exitCode: number | null; signal: string | null }>,
): Promise<Ending> {
  const { clock, signal } = options;
  return new Promise((resolve) => {
    const finish = (ending: Ending) => {
      cancelLimit();
      cancelPoll();
      signal?.removeEventListener('abort', abort);
      resolve(ending);
    };
    const abort = () => {
      finish({ kind: 'cancelled' });
    };
    const cancelLimit = clock.after(options.timeLimitMs, () => {
      finish({ kind: 'timed-out' });
    });
    const isSilent = silenceWatch(options);
    const cancelPoll = clock.every(bounds.sizePollMs, () => {
      const size = sizeOf(options.outputFile);
      if (size > bounds.printedBytesMax) finish({ kind: 'printed-too-much' });
      else if (isSilent(size)) finish({ kind: 'silent' });
    });
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true) abort();
    void exited.then((exit) => {
      finish({ kind: 'exited', ...exit });
    });
  });
}

/** Tells whether nothing has been printed for too long, from the size of the output at each look. */
function silenceWatch({ clock, silenceLimitMs }: SupervisedOptions): (size: number) => boolean {
  let last = { size: -1, at: clock.monotonic() };
  return (size) => {
    if (size !== last.size) last = { size, at: clock.monotonic() };
    return typeof silenceLimitMs === 'number' && clock.monotonic() - last.at >= silenceLimitMs;
  };
}

/** The size of a file in bytes; 0 when it is not there. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
