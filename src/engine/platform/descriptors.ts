import { closeSync, openSync } from 'node:fs';
import { AgentTuiError } from '../model/error.ts';
import { isSystemError } from './files.ts';

/** The pipes of one child, both ends, and what is needed to start it. */
const neededAtOnce = 10;
const retryMs = 50;
const triesMax = 200;

let last: Promise<unknown> = Promise.resolve();

/**
 * Starts a program once there are descriptors for its pipes. Without them Node makes a child that has no pipes, over which
 * whoever reads them falls. Starts go one after another, so that two do not count on the same descriptors; what is started
 * runs side by side.
 * @throws AgentTuiError `environment` when no descriptors become free.
 */
export async function startWithRoom<Value>(start: () => Promise<Value>): Promise<Value> {
  const started = last.then(async () => {
    await roomForPipes();
    const running = start();
    // Whoever waits for it hears of its failure.
    running.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    return { running };
  });
  last = started.catch(() => undefined);
  const { running } = await started;
  return running;
}

async function roomForPipes(): Promise<void> {
  for (let tries = 1; !hasRoom(); tries += 1) {
    if (tries === triesMax) {
      throw new AgentTuiError('environment', 'this program has too many files open', {
        hint: 'allow it more (ulimit -n 1024), or run fewer agents (--parallel)',
      });
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

function hasRoom(): boolean {
  const taken: number[] = [];
  try {
    while (taken.length < neededAtOnce) taken.push(openSync('/dev/null', 'r'));
    return true;
  } catch (error) {
    if (isSystemError(error, 'EMFILE', 'ENFILE')) return false;
    throw error;
  } finally {
    for (const descriptor of taken) closeSync(descriptor);
  }
}
