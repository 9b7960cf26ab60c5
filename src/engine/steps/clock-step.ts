import type { Context } from '../context.ts';
import { AgentTuiError } from '../model/error.ts';

/** A smaller difference is the clock's own drift, or a tick that came late. */
const stepMsMin = 2_000;

/**
 * Notices that the wall clock was set, and moves the waits of features along: a wait is a duration, and must not become
 * an hour longer because the clock was set back.
 */
export function noticeClockStep(context: Context): void {
  const { run, clock, queue, limits } = context;
  const offset = clock.now() - clock.monotonic();
  const step = Math.round(offset - run.clockOffset);
  if (Math.abs(step) < stepMsMin) return;
  try {
    queue.features.shiftWaits(step);
    // What was written between the step and now has moved once too often.
    queue.features.capWaits(limits.retryDelayMsMax);
    run.clockOffset = offset;
    queue.journal.write((record) => {
      const seconds = String(Math.round(step / 1000));
      record({ type: 'fault:met', facts: { what: `the clock was set by ${seconds} s` } });
    });
  } catch (error) {
    // On a full disk the next tick tries again; it must not keep this one from looking after the agents.
    if (!(error instanceof AgentTuiError)) throw error;
  }
}
