import { randomBytes } from 'node:crypto';
import { closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { fixedLimits } from '../model/limits.ts';
import { systemClock, within } from './clock.ts';
import { startWithRoom } from './descriptors.ts';
import { onDisk } from './files.ts';
import { findExecutable } from './find-executable.ts';
import { openInput } from './input-file.ts';
import { identityOf, markerVariable, stopTree } from './process-tree.ts';
import { cannotStart } from './start-process.ts';
import type { ProcessExit } from './process-exit.ts';

export { findExecutable } from './find-executable.ts';
export { startProcess } from './start-process.ts';
export { startedBefore, type EarlierProcess } from './exit-file.ts';
export type { ProcessExit } from './process-exit.ts';
export type { ProcessOptions, RunningProcess } from './start-process.ts';

/** A short program to run to its end. */
export interface CommandOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment; nothing is inherited, only a marker is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeLimitMs: number;
  /** Of each stream; what comes after it is dropped. */
  readonly outputBytesMax?: number;
  readonly stdin?: string;
}

/** How a short program ended. */
export interface CommandResult {
  readonly kind: 'exited' | 'timed-out' | 'not-found';
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/**
 * Runs a short program in its own process group. Its exit ends the run, whoever still holds its output open; what it
 * left behind with its output in hand, or when its time is up, is killed.
 */
export async function runCommand(options: CommandOptions): Promise<CommandResult> {
  const startedAt = systemClock.monotonic();
  const duration = () => systemClock.monotonic() - startedAt;
  const [program = ''] = options.argv;
  const place = { cwd: options.cwd, path: options.env['PATH'] ?? '' };
  if ((await findExecutable(program, place)) === undefined) {
    const nothing = { exitCode: null, signal: null, stdout: '', stderr: '' };
    return { kind: 'not-found', ...nothing, durationMs: duration() };
  }
  const marker = randomBytes(8).toString('hex');
  const { child, output, root, exited } = await startWithRoom(() =>
    onDisk(() => Promise.resolve(startHeard(options, marker))),
  );
  const sweep = () => stopTree({ root, marker, graceMs: 0, clock: systemClock });
  const exit = await within(systemClock, options.timeLimitMs, exited);
  if (exit.kind === 'too-late') await sweep();
  // A look at `all settled` hides the result from `await`, which would wait for it twice.
  const closed = await within(systemClock, fixedLimits.drainMs, Promise.allSettled([child]));
  if (closed.kind === 'too-late') {
    await sweep();
    child.stdout.destroy();
    child.stderr.destroy();
  }
  return {
    kind: exit.kind === 'in-time' ? 'exited' : 'timed-out',
    ...(exit.kind === 'in-time' ? exit.value : { exitCode: null, signal: 'SIGKILL' }),
    stdout: output.stdout(),
    stderr: output.stderr(),
    durationMs: duration(),
  };
}

/** Starts a program and hears it at once: a short one may have ended before the event loop has turned. */
function startHeard(options: CommandOptions, marker: string) {
  const child = start(options, marker);
  const bytesMax = options.outputBytesMax ?? fixedLimits.commandOutputBytesMax;
  const exited = exitOf(child, options);
  // A start that fails is told to whoever waits, later.
  exited.catch(() => undefined);
  return {
    child,
    output: {
      stdout: collect(child.stdout, bytesMax),
      stderr: collect(child.stderr, bytesMax),
    },
    root: child.pid === undefined ? null : identityOf(child.pid),
    exited,
  };
}

function start(options: CommandOptions, marker: string) {
  const [program = '', ...args] = options.argv;
  const input = openInput(options.stdin ?? null, join(tmpdir(), marker));
  try {
    return execa(program, args, {
      cwd: options.cwd,
      env: { ...options.env, [markerVariable]: marker },
      extendEnv: false,
      detached: true,
      cleanup: true,
      buffer: false,
      reject: false,
      encoding: 'buffer',
      // The types name descriptor 0 only; when it runs, any open one is handed on as it is.
      stdin: input as 0,
    });
  } finally {
    closeSync(input);
  }
}

function exitOf(child: ReturnType<typeof start>, options: CommandOptions): Promise<ProcessExit> {
  return new Promise((resolve, reject) => {
    child.nodeChildProcess.once('exit', (exitCode, signal) => {
      resolve({ exitCode, signal });
    });
    child.nodeChildProcess.once('error', (cause) => {
      reject(cannotStart(options, cause));
    });
  });
}

/** Keeps the first bytes of a stream and lets the rest pass. */
function collect(stream: NodeJS.ReadableStream, bytesMax: number): () => string {
  const chunks: Buffer[] = [];
  let room = bytesMax;
  stream.on('data', (chunk: Buffer) => {
    if (room <= 0) return;
    chunks.push(chunk.length <= room ? chunk : Buffer.from(chunk.subarray(0, room)));
    room -= chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
