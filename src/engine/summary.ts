import type { Context } from './context.ts';
import type { RunSummary } from './model/event.ts';

/** What this run did, in numbers. */
export function summarise(context: Context): RunSummary {
  const { queue, run, clock } = context;
  const { failed, others } = queue.features.blockedCounts();
  return {
    featuresCompleted: queue.features.countIn('merged') - run.mergedBefore,
    featuresFailed: failed,
    featuresBlocked: others,
    featuresLeft: queue.features.openCount(),
    durationSeconds: Math.round((clock.monotonic() - run.startedAtMonotonic) / 100) / 10,
    verifiedMain: run.main?.verified ?? '',
    landed: run.main !== null && run.main.behind === 0 && !run.main.diverged,
  };
}
