import type { Context } from './context.ts';
import { fixedLimits } from './model/limits.ts';
import { wait } from './platform/clock.ts';

const pollMs = 20;

/** Ends all work: every agent is stopped and its work kept; the gate's present run is cut off and its candidate waits. */
export async function leave(context: Context): Promise<void> {
  const { run, clock, limits } = context;
  run.state = 'stopping';
  context.stop();
  context.changed();
  const deadline = clock.monotonic() + limits.killGraceMs + fixedLimits.leaveDurationMsMax;
  await Promise.all(
    [...context.slots.values()].map(async (slot) => slot.work?.session?.stop('lost')),
  );
  while (isBusy(context) && clock.monotonic() < deadline) await wait(clock, pollMs);
}

function isBusy(context: Context): boolean {
  const slots = [...context.slots.values()];
  return context.run.gate !== null || slots.some((slot) => slot.phase !== 'idle');
}
