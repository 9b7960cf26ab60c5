import type { Context, Slot } from '../context.ts';

/** Lets a slot begin nothing more before a person resumes it, because what is in it must not be overwritten. */
export function holdSlot(context: Context, slot: Slot, why: string): void {
  const what = `${slot.agent} is held: ${why}`;
  slot.held = true;
  context.run.banners.show(`slot ${slot.agent}`, what);
  context.queue.journal.write((record) => {
    record({ type: 'fault:met', agent: slot.agent, facts: { what } });
  });
  context.changed();
}
