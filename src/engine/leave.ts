import type { Context } from './context.ts';
import { askToEnd } from './steps/ask-to-end.ts';
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
  do {
    // Looked at again each time: a slot that was just being made ready gets its session only now.
    for (const slot of context.slots.values()) askToEnd(context, slot, 'lost');
    await wait(clock, pollMs);
  } while (isBusy(context) && clock.monotonic() < deadline);
}

function isBusy(context: Context): boolean {
  const slots = [...context.slots.values()];
  return context.run.gate !== null || slots.some((slot) => slot.phase !== 'idle');
}
