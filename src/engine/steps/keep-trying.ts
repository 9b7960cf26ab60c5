import type { Context, Slot } from '../context.ts';
import { diskFault } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { wait } from '../platform/clock.ts';
import { diskShortMs } from '../read-snapshot.ts';
import { lookAtDisk } from './look-at-disk.ts';
import { releaseSlot } from './release-slot.ts';

/** When the end of an attempt cannot be kept (a full disk, say), it is tried again so often; then the slot is held. */
const triesMax = 10;
const retryMs = 3_000;

/**
 * Does what ends a slot's attempt, again while the disk or git fail. False when that was of no use: then the slot is held,
 * what it has stays in it, and a person who resumes the slot has it tried once more. So does the next start.
 */
export async function keepTrying(
  context: Context,
  slot: Slot,
  act: () => Promise<void>,
): Promise<boolean> {
  const { banners } = context.run;
  const source = `slot ${slot.agent}`;
  for (let tries = 1; ;) {
    try {
      await act();
      banners.clear(source);
      return true;
    } catch (error) {
      const fault = error instanceof AgentTuiError ? error : diskFault(error);
      if (fault === undefined) throw error;
      // A full disk is waited for as long as claims wait for it.
      const waitsForRoom =
        lookAtDisk(context, error) && diskShortMs(context) < context.limits.diskWaitMsMax;
      if (!waitsForRoom) tries += 1;
      if (tries > triesMax || context.stopping.aborted) {
        leaveAsItIs(context, slot, act);
        banners.show(source, `${slot.agent} is held: its work could not be kept: ${fault.message}`);
        return false;
      }
      banners.show(source, `${slot.agent}: its work cannot be kept yet: ${fault.message}`);
      context.changed();
      await wait(context.clock, Math.min(retryMs, context.limits.diskLookIntervalMs));
    }
  }
}

/** Holds a slot whose work is not kept; `act`, which keeps it and frees the slot, is tried again when it is resumed. */
export function leaveAsItIs(context: Context, slot: Slot, act: () => Promise<void>): void {
  const { work, held } = slot;
  releaseSlot(context, slot);
  // A guest's slot is there until its work is kept: its name must not be given to another.
  context.slots.set(slot.agent, slot);
  slot.held = true;
  slot.left = async (heldAfter = held) => {
    slot.left = null;
    slot.held = heldAfter;
    slot.work = work;
    slot.phase = 'ending';
    await keepTrying(context, slot, act);
  };
}
