import type { Context } from '../context.ts';

/** Begins no new attempt until a person resumes the run, and says why. What works now works on. */
export function pauseRun(context: Context, reason: string): void {
  const { run, queue } = context;
  run.banners.show('pause', reason);
  context.changed();
  const standsForBudget = run.state === 'paused' && run.overBudget;
  if (run.state !== 'running' && !standsForBudget) return;
  // From now on this is why: raising the budget does not resume it.
  run.overBudget = false;
  run.state = 'paused';
  run.reason = reason;
  run.pausedByFault = true;
  queue.journal.write((record) => {
    record({ type: 'run:paused', facts: { reason } });
  });
}
