import { budgetBannerOf } from '../banners.ts';
import type { Context, Slot } from '../context.ts';
import { questionBannerOf } from './ask-person.ts';

/** Frees a slot for the next attempt. */
export function releaseSlot(context: Context, slot: Slot): void {
  slot.work = null;
  if (slot.overBudget === 'feature') {
    // It was the feature that may spend no more, and it is here no longer.
    slot.overBudget = null;
    slot.held = false;
    context.run.banners.clear(budgetBannerOf(slot));
  }
  slot.phase = 'idle';
  context.run.banners.clear(questionBannerOf(slot));
  // A guest's slot is there for one attempt only: the plan must not begin another in it.
  if (slot.isGuest) context.slots.delete(slot.agent);
  context.changed();
  context.wake();
}
