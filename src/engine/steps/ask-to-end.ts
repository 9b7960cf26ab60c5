import type { Context, Slot } from '../context.ts';
import type { SessionEnding } from '../model/session.ts';

/** Asks a slot's attempt to end, once: the first ending that is asked for counts, and asking again would only queue up. */
export function askToEnd(context: Context, slot: Slot, ending: SessionEnding): void {
  const { work } = slot;
  if (work === null) return;
  if (work.session === null) {
    // Still being made ready: it ends before its agent is started.
    work.endAsked ??= ending;
    return;
  }
  if (work.endAsked !== null && work.stopSent) return;
  work.endAsked ??= ending;
  work.stopSent = true;
  work.session.stop(work.endAsked).catch(context.failed);
  context.changed();
}
