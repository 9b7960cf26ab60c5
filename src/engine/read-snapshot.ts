import type { LiveSession } from './agents/session.ts';
import type { Context, Slot, SlotWork } from './context.ts';
import { fixedLimits } from './model/limits.ts';
import type { SlotSnapshot, Snapshot } from './scheduler/plan.ts';

/** Reads everything that the plan looks at. */
export function readSnapshot(context: Context, endsByItself: boolean): Snapshot {
  const { queue, run, clock, limits } = context;
  const now = clock.monotonic();
  const { features } = queue;
  const { disk } = run;
  return {
    run: run.state,
    slots: [...context.slots.values()].map((slot) => slotSnapshot(slot, now)),
    claimable: features.hasReady(),
    hasOpenFeatures: hasOpenFeatures(context),
    queuedCandidates: queue.candidates.waitingCount(),
    gateBusy: run.gate !== null || now < run.gateRestsUntil,
    mainSeen: run.mainSeenAt !== null && now - run.mainSeenAt < limits.mainLookIntervalMs,
    mainGreen: run.mainChecked,
    pausedByFault: run.pausedByFault,
    budgetsSeen: run.budgetsSeen,
    mainDiverged: run.main?.diverged ?? false,
    leasesSwept: now - run.sweptAt < fixedLimits.leaseSweepIntervalMs,
    diskSeen: disk.seenAt !== null && now - disk.seenAt < limits.diskLookIntervalMs,
    diskShortMs: diskShortMs(context),
    slotsMeasured: disk.isMeasuring || now < disk.measureAt,
    stateTidied: disk.tidiedAt !== null && now - disk.tidiedAt < fixedLimits.tidyIntervalMs,
    endsByItself,
  };
}

/** Who calls a tool makes progress, whatever else is seen of it. */
function progressAt(work: SlotWork, session: LiveSession): number {
  return Math.max(session.progressAt(), work.calledAt);
}

/** What stands still for a budget is open and yet does not go on, nor does what needs it. */
function hasOpenFeatures({ queue, slots }: Context): boolean {
  const { features } = queue;
  const isStopped = [...slots.values()].some(({ overBudget, work }) => {
    return overBudget !== null && work !== null;
  });
  return isStopped ? features.hasUnhindered() : features.hasOpen();
}

/** For how long the disk has had too little room; 0: it has enough. */
export function diskShortMs({ run, clock }: Context): number {
  const { shortSince } = run.disk;
  return shortSince === null ? 0 : Math.max(1, clock.monotonic() - shortSince);
}

function slotSnapshot(slot: Slot, now: number): SlotSnapshot {
  const { work } = slot;
  const session = work?.session ?? null;
  return {
    agent: slot.agent,
    phase: slot.phase,
    held: slot.held,
    overBudget: slot.overBudget !== null,
    sessionAgeMs: session === null || work === null ? 0 : now - work.startedAt,
    sinceProgressMs: session === null || work === null ? 0 : now - progressAt(work, session),
    sinceBeatMs: work === null ? 0 : now - work.lastBeatAt,
    sinceCheckpointMs: work === null ? 0 : now - work.lastCheckpointAt,
    quietNoted: work?.quietNoted ?? false,
  };
}
