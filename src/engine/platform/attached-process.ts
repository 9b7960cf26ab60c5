import { spawn } from 'node:child_process';

/** How a program that shares our output ended: its exit code, and the same in words. */
export interface AttachedEnd {
  readonly exitCode: number | null;
  readonly text: string;
}

/** Runs a program that prints where we print and reads nothing. */
export function runAttached(argv: readonly string[], cwd: string): Promise<AttachedEnd> {
  const [program = '', ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      resolve({ exitCode: null, text: error.message });
    });
    child.once('exit', (exitCode, signal) => {
      resolve({ exitCode, text: signal === null ? `exit ${String(exitCode)}` : signal });
    });
  });
}

/** Starts a program in a session of its own that nobody waits for; its pid, or null when it could not be started. */
export function startDaemon(argv: readonly string[], cwd: string): number | null {
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { cwd, detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
  return child.pid ?? null;
}
