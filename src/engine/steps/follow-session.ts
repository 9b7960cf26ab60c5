import type { LiveSession, SessionEnd } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import { finishAttempt } from './finish-attempt.ts';
import { noteUsage } from './note-usage.ts';

/** Gives a slot its running session: its output is shown, and its end is heard. */
export function followSession(context: Context, slot: Slot, session: LiveSession): void {
  const { work } = slot;
  if (work === null) return;
  work.session = session;
  work.sessionId = session.id;
  work.beforeUsd = session.usage().costUsd ?? 0;
  // One that is taken over has its time behind it.
  const ageMs = Math.max(0, context.clock.now() - session.startedAt);
  work.startedAt = context.clock.monotonic() - ageMs;
  slot.phase = slot.held ? 'paused' : 'working';
  const finish = (end: SessionEnd) => {
    slot.transcript = session.entries();
    return finishAttempt(context, slot, end);
  };
  void session.ended.then(finish).catch(context.failed);
  session.onUsage(() => {
    noteUsage(context, slot);
  });
  session.onEntries((entries) => {
    context.transcribed(slot.agent, entries);
  });
}
