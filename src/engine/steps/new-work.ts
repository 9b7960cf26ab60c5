import type { Lease } from '../broker/index.ts';
import type { SlotWork } from '../context.ts';
import type { Feature } from '../model/feature.ts';

/** A claimed feature: its lease's epoch fences off the results of older attempts. */
export interface Claim {
  readonly feature: Feature;
  readonly lease: Lease;
}

/** The work of a slot on an attempt of which nothing has been begun yet; `now` is monotonic. */
export function newWork({ feature, lease }: Claim, now: number): SlotWork {
  return {
    feature,
    epoch: lease.epoch,
    lease,
    start: null,
    session: null,
    sessionId: null,
    model: null,
    beforeUsd: 0,
    startedAt: now,
    pausedAt: null,
    endAsked: null,
    stopSent: false,
    lastBeatAt: now,
    lastCheckpointAt: now,
    quietNoted: false,
    changedFiles: null,
    undo: null,
    calledAt: now,
    handedIn: false,
    gaveBack: null,
  };
}
