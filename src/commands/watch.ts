import { exitCodeOf, systemClock, watchStatus, type Project } from '../engine/index.ts';
import { printJson, type Io } from './io.ts';
import { WatchPainter } from './watch-painter.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * `agent-tui status --watch`: shows the status anew whenever it changes, in place on a terminal, else as JSON lines. Ends
 * with the engine, or when the person has seen enough; answers the exit code.
 */
export async function watch(io: Io, project: Project, json: boolean): Promise<number> {
  const enough = new AbortController();
  const interrupt = () => {
    enough.abort('interrupted');
  };
  const readerGone = () => {
    enough.abort();
  };
  const painter = json || !io.stdout.isTTY ? null : new WatchPainter(io.stdout);
  const repaint = () => painter?.repaint();
  for (const signal of signals) process.once(signal, interrupt);
  io.stdout.on('error', readerGone);
  io.stdout.on('resize', repaint);
  try {
    await watchStatus(project, {
      clock: systemClock,
      signal: enough.signal,
      onStatus: (status) => {
        if (painter === null) printJson(io, status);
        else painter.show(status);
      },
    });
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    io.stdout.off('error', readerGone);
    io.stdout.off('resize', repaint);
  }
  return enough.signal.reason === 'interrupted' ? exitCodeOf.interrupted : 0;
}
