import type { Context, Slot } from '../context.ts';
import { diskFault } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { wait } from '../platform/clock.ts';
import { diskShortMs } from '../read-snapshot.ts';
import { releaseSlot } from './end-attempt.ts';
import { lookAtDisk } from './look-at-disk.ts';

/** When what a slot holds cannot be kept, it is tried again so often; then the slot is held. */
const triesMax = 10;
const retryMs = 3_000;

/**
 * Does what keeps a slot's work, again and again while the machine refuses it; a full disk is waited for as long as claims
 * wait for it. False: it could not be kept, and the slot is held.
 */
export async function untilKept(
  context: Context,
  slot: Slot,
  keep: () => Promise<void>,
): Promise<boolean> {
  const source = `slot ${slot.agent}`;
  for (let tries = 1; ;) {
    try {
      await keep();
      context.run.banners.clear(source);
      return true;
    } catch (error) {
      const fault = error instanceof AgentTuiError ? error : diskFault(error);
      if (fault === undefined) throw error;
      const waitsForRoom =
        lookAtDisk(context, error) && diskShortMs(context) < context.limits.diskWaitMsMax;
      if (!waitsForRoom) tries += 1;
      if (tries > triesMax || context.stopping.aborted) {
        leaveAsItIs(context, slot, fault.message);
        return false;
      }
      const text = `${slot.agent}: its work cannot be kept yet: ${fault.message}`;
      context.run.banners.show(source, text);
      context.changed();
      await wait(context.clock, Math.min(retryMs, context.limits.diskLookIntervalMs));
    }
  }
}

/** The work stays in the slot, which is not used again; the open session row makes the next start salvage it. */
function leaveAsItIs(context: Context, slot: Slot, reason: string): void {
  releaseSlot(context, slot);
  slot.held = true;
  context.run.banners.show(
    `slot ${slot.agent}`,
    `${slot.agent} is held: its work could not be kept: ${reason}`,
  );
}
