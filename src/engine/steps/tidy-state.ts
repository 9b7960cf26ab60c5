import type { Context } from '../context.ts';
import { fixedLimits } from '../model/limits.ts';
import { wait } from '../platform/clock.ts';

const pauseMs = 20;

/** Brings what only grows within its limits: the logs of ended sessions, and events. */
export async function tidyState(context: Context): Promise<void> {
  const { run, clock, queue } = context;
  // Set first: it must not be begun again by the next tick.
  run.disk.tidiedAt = clock.monotonic();
  await tidy(context);
  while (queue.journal.prune(fixedLimits.eventsKeptMax) && !context.stopping.aborted) {
    await wait(clock, pauseMs);
  }
}

async function tidy({ queue, disk, slots, limits }: Context): Promise<void> {
  const tidied = await disk.tidyLogs(() => ({
    open: new Set(queue.sessions.open().map(({ id }) => id)),
    slots: new Set([...slots.keys()]),
    busySlots: new Set([...slots.values()].filter(({ work }) => work !== null).map((s) => s.agent)),
    bytesMax: limits.logsBytesMax,
    endedLogBytesMax: fixedLimits.endedLogBytesMax,
  }));
  if (tidied.files === 0) return;
  queue.journal.write((record) => {
    record({ type: 'logs:tidied', facts: tidied });
  });
}
