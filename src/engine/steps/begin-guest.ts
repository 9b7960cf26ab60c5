import { GuestSession } from '../agents/guest-session.ts';
import type { Context, Slot } from '../context.ts';
import { beginSession } from './begin-session.ts';

/**
 * Begins the session of a guest, whose program runs elsewhere. It gets no prompt, so that its heartbeat tells it what a person
 * has said; and which model works for it nobody knows, so that none is chosen that its outcome would count for.
 */
export function beginGuest(context: Context, slot: Slot): Promise<void> {
  return beginSession(context, slot, {
    driver: 'guest',
    model: null,
    tier: null,
    keep: () => undefined,
    messages: [],
    start: ({ id }) => Promise.resolve(new GuestSession(id, context.clock)),
  });
}
