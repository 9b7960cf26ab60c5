import type { ChildProcess } from 'node:child_process';

/** Waits until a running program has told of an event. */
export function told(child: ChildProcess, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdout?.on('data', (text: Buffer) => {
      seen += text.toString();
      if (seen.includes(`"event":"${event}"`)) resolve();
    });
    child.once('exit', () => {
      reject(new Error(`ended before ${event}: ${seen}`));
    });
  });
}

/** Ends an engine by a signal, and waits until it is gone. */
export async function endEngine(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await end;
}
