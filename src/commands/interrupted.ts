import type { Io } from './io.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that a person may break off: its signal is aborted by Ctrl-C, by whoever ends this program, and when
 * nobody reads what it prints any more. Further signals change nothing: what was begun is being ended already.
 */
export async function interruptible<Value>(
  io: Io,
  call: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const control = new AbortController();
  const abort = () => {
    control.abort();
  };
  for (const signal of signals) process.on(signal, abort);
  io.stdout.on('error', abort);
  try {
    return await call(control.signal);
  } finally {
    for (const signal of signals) process.off(signal, abort);
    io.stdout.off('error', abort);
  }
}
