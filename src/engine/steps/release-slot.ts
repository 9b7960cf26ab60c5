import type { Context, Slot } from '../context.ts';

/** Frees a slot for the next attempt. */
export function releaseSlot(context: Context, slot: Slot): void {
  slot.work = null;
  slot.phase = 'idle';
  // A guest's slot is there for one attempt only: the plan must not begin another in it.
  if (slot.isGuest) context.slots.delete(slot.agent);
  context.changed();
  context.wake();
}
