import type { Context, Slot } from '../context.ts';

/** Frees a slot for the next attempt. */
export function releaseSlot(context: Context, slot: Slot): void {
  slot.work = null;
  slot.phase = 'idle';
  context.changed();
  context.wake();
}
