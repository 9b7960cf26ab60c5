import type { Context, RunStatus } from '../context.ts';

/** Begins no new attempt until a person resumes the run, and says why. What works now works on. */
export function pauseRun(context: Context, reason: string): void {
  const { run, queue } = context;
  run.banners.show('pause', reason);
  context.changed();
  if (!takeOverPause(run)) return;
  run.reason = reason;
  run.pausedByFault = true;
  queue.journal.write((record) => {
    record({ type: 'run:paused', facts: { reason } });
  });
}

/**
 * Pauses a run; false when it cannot be paused, or somebody has paused it already. One that stands still for its budget is
 * taken over: from now on the new reason is why, and raising the budget does not resume it.
 */
export function takeOverPause(run: RunStatus): boolean {
  const standsForBudget = run.state === 'paused' && run.overBudget;
  if (run.state !== 'running' && !standsForBudget) return false;
  run.overBudget = false;
  run.state = 'paused';
  return true;
}
