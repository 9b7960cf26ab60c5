import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { AgentTuiError } from '../model/error.ts';
import type { ProcessIdentity } from '../model/session.ts';
import { startWithRoom } from './descriptors.ts';
import { isSystemError, onDisk } from './files.ts';
import { keepingExit } from './exit-file.ts';
import { findExecutable } from './find-executable.ts';
import { openInput } from './input-file.ts';
import { hasPidNamespaces, inPidNamespace } from './pid-namespace.ts';
import type { ProcessExit } from './process-exit.ts';
import { identityOf, markerVariable } from './process-tree.ts';

/** A program to start that may outlive us. */
export interface ProcessOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment; only the marker is added. */
  readonly env: Readonly<Record<string, string>>;
  /** What it reads, to the last byte; null: nothing. */
  readonly stdin: string | null;
  readonly marker: string;
  /** Where its output is appended. */
  readonly outputFile: string;
  /** Gives way to other programs; those that it starts inherit it. */
  readonly givesWay?: boolean;
  /** Nothing of it outlives it, where the system has process namespaces. */
  readonly ownNamespace?: boolean;
  /** Where its exit code is kept for an engine that was not there when it ended. */
  readonly exitFile?: string;
}

/** A started process. */
export interface RunningProcess {
  readonly kind: 'running';
  readonly identity: ProcessIdentity;
  /** Resolves when the process itself has ended, whoever still holds its output open. */
  readonly exited: Promise<ProcessExit>;
  /** Lets this program end while the process runs on. */
  readonly letGo: () => void;
}

/**
 * Starts a program in its own session, without a terminal. It writes straight to the file and reads from a file, so
 * that it neither blocks on us nor dies with us.
 */
export async function startProcess(
  options: ProcessOptions,
): Promise<RunningProcess | { readonly kind: 'not-found' }> {
  const program = options.argv[0] ?? '';
  const path = options.env['PATH'] ?? '';
  if ((await findExecutable(program, { cwd: options.cwd, path })) === undefined) {
    return { kind: 'not-found' };
  }
  return startWithRoom(() => onDisk(() => startNow(options)));
}

async function startNow(
  options: ProcessOptions,
): Promise<RunningProcess | { readonly kind: 'not-found' }> {
  const output = openSync(options.outputFile, 'a', 0o600);
  try {
    const input = openInput(options.stdin, options.outputFile);
    try {
      return await running(spawnDetached(options, input, output), options);
    } finally {
      closeSync(input);
    }
  } finally {
    closeSync(output);
  }
}

function wordsOf({ exitFile, argv, ownNamespace }: ProcessOptions): readonly string[] {
  const words = exitFile === undefined ? argv : keepingExit(exitFile, argv);
  return ownNamespace === true && hasPidNamespaces() ? inPidNamespace(words) : words;
}

function spawnDetached(options: ProcessOptions, input: number, output: number): ChildProcess {
  const [program = '', ...args] = wordsOf(options);
  return spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env, [markerVariable]: options.marker },
    detached: true,
    stdio: [input, output, output],
  });
}

function running(
  child: ChildProcess,
  options: ProcessOptions,
): Promise<RunningProcess | { readonly kind: 'not-found' }> {
  return new Promise((resolve, reject) => {
    const exited = new Promise<ProcessExit>((done) => {
      child.once('exit', (exitCode, signal) => {
        done({ exitCode, signal });
      });
    });
    child.once('error', (cause) => {
      const isMissing = isSystemError(cause, 'ENOENT') && isDirectory(options.cwd);
      if (isMissing) resolve({ kind: 'not-found' });
      else reject(cannotStart(options, cause));
    });
    if (child.pid === undefined) return;
    if (options.givesWay === true) giveWay(child.pid);
    // Asked for before the event loop turns: until Node has reaped it, the number is certainly its own.
    const identity = identityOf(child.pid) ?? { pid: child.pid, startTime: null, bootId: null };
    resolve({ kind: 'running', identity, exited, letGo: () => child.unref() });
  });
}

const niceness = 2;

function giveWay(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch (error) {
    // It may have ended already; a system that does not allow it runs it as it is.
    if (!isSystemError(error, 'ESRCH', 'EACCES', 'EPERM', 'ERR_SYSTEM_ERROR')) throw error;
  }
}

/** The error for a program that is there but could not be started. */
export function cannotStart(
  options: { readonly argv: readonly string[]; readonly cwd: string },
  cause: unknown,
): AgentTuiError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AgentTuiError('environment', `cannot start ${options.argv[0] ?? ''}: ${reason}`, {
    hint: `see that it is a program for this machine and that ${options.cwd} can be entered`,
    cause,
  });
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
