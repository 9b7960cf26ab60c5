import type { Context, Slot } from './context.ts';
import { isEnded } from './model/feature.ts';
import type { SlotSnapshot, Snapshot } from './scheduler/plan.ts';

/** Reads everything that the plan looks at. */
export function readSnapshot(context: Context, endsByItself: boolean): Snapshot {
  const { queue, run, clock, limits } = context;
  const now = clock.monotonic();
  const worked = new Set([...context.slots.values()].map((slot) => slot.work?.feature.id));
  const { features } = queue;
  return {
    run: run.state,
    slots: [...context.slots.values()].map((slot) => slotSnapshot(slot, now)),
    claimable: features.hasClaimable(),
    hasOpenFeatures: features.hasOpen(),
    queuedCandidates: queue.candidates.queuedCount(),
    gateBusy: run.gate !== null || now < run.gateRestsUntil,
    mainSeen: run.mainSeenAt !== null && now - run.mainSeenAt < limits.mainLookIntervalMs,
    mainGreen: run.mainChecked,
    pausedByFault: run.pausedByFault,
    mainDiverged: run.main?.diverged ?? false,
    lapsed: features
      .lapsed()
      .filter((feature) => !worked.has(feature.id) && !isEnded(feature.state))
      .map(({ id, epoch }) => ({ featureId: id, epoch })),
    endsByItself,
  };
}

function slotSnapshot(slot: Slot, now: number): SlotSnapshot {
  const { work } = slot;
  const session = work?.session ?? null;
  return {
    agent: slot.agent,
    phase: slot.phase,
    held: slot.held,
    sessionAgeMs: session === null || work === null ? 0 : now - work.startedAt,
    sinceProgressMs: session === null ? 0 : now - session.progressAt(),
    sinceBeatMs: work === null ? 0 : now - work.lastBeatAt,
    sinceCheckpointMs: work === null ? 0 : now - work.lastCheckpointAt,
    quietNoted: work?.quietNoted ?? false,
  };
}
