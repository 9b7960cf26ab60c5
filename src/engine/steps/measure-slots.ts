import type { Context, Slot } from '../context.ts';
import { fixedLimits } from '../model/limits.ts';
import { askToEnd } from './ask-to-end.ts';

/**
 * Measures the work trees of slots that work, one after another, and ends the attempt of one that takes more than it may.
 * Large trees, which take long, are measured less often.
 */
export async function measureSlots(context: Context): Promise<void> {
  const { run, clock, limits, slots } = context;
  const { disk } = run;
  disk.isMeasuring = true;
  const began = clock.monotonic();
  try {
    for (const slot of slots.values()) await measure(context, slot);
  } finally {
    const tookMs = clock.monotonic() - began;
    const restMs = Math.max(limits.diskLookIntervalMs, tookMs * fixedLimits.measureShareMin);
    disk.measureAt = clock.monotonic() + restMs;
    disk.isMeasuring = false;
  }
}

async function measure(context: Context, slot: Slot): Promise<void> {
  const { work } = slot;
  if (slot.phase !== 'working' || context.stopping.aborted) return;
  const bytes = await context.disk.bytesOfSlot(slot.agent);
  if (bytes === null || bytes <= context.limits.worktreeBytesMax) return;
  // It may work on something else by now.
  if (slot.work === work) askToEnd(context, slot, 'over-quota');
}
