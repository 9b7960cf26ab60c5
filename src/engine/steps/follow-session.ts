import type { LiveSession } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import { finishAttempt } from './finish-attempt.ts';

/** Gives a slot its running session: its output is shown, and its end is heard. */
export function followSession(context: Context, slot: Slot, session: LiveSession): void {
  const { work } = slot;
  if (work === null) return;
  work.session = session;
  work.sessionId = session.id;
  work.startedAt = context.clock.monotonic();
  slot.phase = slot.held ? 'paused' : 'working';
  void session.ended.then((end) => finishAttempt(context, slot, end)).catch(context.failed);
  session.onEntries((entries) => {
    slot.transcript = session.entries();
    context.transcribed(slot.agent, entries);
  });
  slot.transcript = session.entries();
}
