import type { Context, Slot } from './context.ts';
import { fixedLimits } from './model/limits.ts';
import type { SlotSnapshot, Snapshot } from './scheduler/plan.ts';

/** Reads everything that the plan looks at. */
export function readSnapshot(context: Context, endsByItself: boolean): Snapshot {
  const { queue, run, clock, limits } = context;
  const now = clock.monotonic();
  const { features } = queue;
  return {
    run: run.state,
    slots: [...context.slots.values()].map((slot) => slotSnapshot(slot, now)),
    claimable: features.hasReady(),
    openFeatures: features.openCount(),
    queuedCandidates: queue.candidates.waitingCount(),
    gateBusy: run.gate !== null || now < run.gateRestsUntil,
    mainSeen: run.mainSeenAt !== null && now - run.mainSeenAt < limits.mainLookIntervalMs,
    mainGreen: run.mainChecked,
    pausedByFault: run.pausedByFault,
    mainDiverged: run.main?.diverged ?? false,
    leasesSwept: now - run.sweptAt < fixedLimits.leaseSweepIntervalMs,
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
