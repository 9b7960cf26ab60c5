import type { Limits } from '../model/limits.ts';
import type { RunState } from '../model/view.ts';

/** One slot as the tick reads it. Ages are milliseconds on the monotonic clock. */
export interface SlotSnapshot {
  readonly agent: string;
  readonly phase: 'idle' | 'preparing' | 'working' | 'paused' | 'ending';
  /** Begins no attempt until a person resumes it. */
  readonly held: boolean;
  /** Whether it is a budget and not a person for which it stands still. */
  readonly overBudget: boolean;
  readonly sessionAgeMs: number;
  readonly sinceProgressMs: number;
  readonly sinceBeatMs: number;
  readonly sinceCheckpointMs: number;
  /** Whether the person has been told that this session is quiet. */
  readonly quietNoted: boolean;
}

/** Everything the plan looks at. */
export interface Snapshot {
  readonly run: RunState;
  readonly slots: readonly SlotSnapshot[];
  /** Whether some feature could be claimed now. */
  readonly claimable: boolean;
  /** Whether some feature is neither merged, blocked nor cancelled, nor stands still for a budget, nor waits for one that does. */
  readonly hasOpenFeatures: boolean;
  readonly queuedCandidates: number;
  readonly gateBusy: boolean;
  /** Whether the person's own branch was looked at recently enough. */
  readonly mainSeen: boolean;
  /** Whether main's own tests passed: before that nothing can be measured against it. */
  readonly mainGreen: boolean;
  readonly mainDiverged: boolean;
  /** Whether it was a fault that paused the run and not a person. */
  readonly pausedByFault: boolean;
  /** Whether budgets were looked at since another process has written. */
  readonly budgetsSeen: boolean;
  /** Whether leases were swept recently enough. */
  readonly leasesSwept: boolean;
  /** Whether the disk under the state was looked at recently enough. */
  readonly diskSeen: boolean;
  /** For how long it has had too little room; 0: it has enough. */
  readonly diskShortMs: number;
  /** Whether the slots' work trees were measured recently enough, or are being measured. */
  readonly slotsMeasured: boolean;
  /** Whether logs and events were brought within their limits recently enough. */
  readonly stateTidied: boolean;
  /** Whether the run ends by itself when nothing is left to do. */
  readonly endsByItself: boolean;
}

/** One thing to do; the engine has a function for each kind. */
export type Action =
  | { readonly kind: 'start-attempt'; readonly agent: string }
  | { readonly kind: 'beat'; readonly agent: string }
  | { readonly kind: 'checkpoint'; readonly agent: string }
  | { readonly kind: 'note-quiet'; readonly agent: string; readonly quietMs: number }
  | {
      readonly kind: 'stop-session';
      readonly agent: string;
      readonly ending: 'stalled' | 'timed-out';
    }
  | { readonly kind: 'look-at-budgets' }
  | { readonly kind: 'sweep-leases' }
  | { readonly kind: 'look-at-disk' }
  | { readonly kind: 'measure-slots' }
  | { readonly kind: 'tidy-state' }
  | { readonly kind: 'look-at-main' }
  | { readonly kind: 'verify-next' }
  | { readonly kind: 'finish' };

export type ActionKind = Action['kind'];

/** Decides what to do now. PURE: the same snapshot gives the same actions. */
export function plan(snapshot: Snapshot, limits: Limits): Action[] {
  const { slots } = snapshot;
  const actions: Action[] = slots.flatMap((slot) => sessionActions(slot, limits));
  actions.push(...upkeep(snapshot));
  if (snapshot.run === 'finished' || snapshot.run === 'starting') return actions;
  const hasRoom = snapshot.diskSeen && snapshot.diskShortMs === 0;
  if (!snapshot.gateBusy && hasRoom) actions.push(...gateActions(snapshot));
  // Main's own tests come first: work that is built upon a red main cannot be judged.
  const mayClaim = snapshot.run === 'running' && snapshot.mainGreen && hasRoom;
  if (mayClaim && snapshot.claimable) {
    const idle = slots.filter((slot) => slot.phase === 'idle' && !slot.held);
    for (const { agent } of idle) actions.push({ kind: 'start-attempt', agent });
  }
  if (isDone(snapshot, limits)) actions.push({ kind: 'finish' });
  return actions;
}

/** What keeps the engine's own house in order; it goes on in every state of the run. */
function upkeep(snapshot: Snapshot): Action[] {
  const actions: Action[] = [];
  if (!snapshot.budgetsSeen) actions.push({ kind: 'look-at-budgets' });
  if (!snapshot.diskSeen) actions.push({ kind: 'look-at-disk' });
  // Heartbeats cannot be written on a full disk: silence says nothing then.
  const canBeat = snapshot.diskShortMs === 0;
  if (!snapshot.leasesSwept && canBeat) actions.push({ kind: 'sweep-leases' });
  if (!snapshot.slotsMeasured) actions.push({ kind: 'measure-slots' });
  if (!snapshot.stateTidied) actions.push({ kind: 'tidy-state' });
  return actions;
}

function sessionActions(slot: SlotSnapshot, limits: Limits): Action[] {
  if (slot.phase === 'idle') return [];
  const { agent } = slot;
  const actions: Action[] = [];
  // A slot that is just made ready, or whose work is just kept, has its feature too.
  if (slot.sinceBeatMs >= limits.heartbeatIntervalMs) actions.push({ kind: 'beat', agent });
  // A paused agent makes no progress because it was told so.
  if (slot.phase !== 'working') return actions;
  if (slot.sessionAgeMs >= limits.sessionDurationMsMax) {
    return [...actions, { kind: 'stop-session', agent, ending: 'timed-out' }];
  }
  if (slot.sinceProgressMs >= limits.stallAfterMs) {
    return [...actions, { kind: 'stop-session', agent, ending: 'stalled' }];
  }
  if (slot.sinceProgressMs >= limits.nudgeAfterMs && !slot.quietNoted) {
    actions.push({ kind: 'note-quiet', agent, quietMs: slot.sinceProgressMs });
  }
  if (slot.sinceCheckpointMs >= limits.checkpointIntervalMs) {
    actions.push({ kind: 'checkpoint', agent });
  }
  return actions;
}

function gateActions(snapshot: Snapshot): Action[] {
  if (!snapshot.mainSeen) return [{ kind: 'look-at-main' }];
  // A paused run still judges what was handed in: it costs no agent anything.
  const mayVerify = snapshot.run === 'running' || snapshot.run === 'paused';
  return mayVerify && awaitsVerdict(snapshot) ? [{ kind: 'verify-next' }] : [];
}

function awaitsVerdict({ queuedCandidates, mainGreen, mainDiverged }: Snapshot): boolean {
  return queuedCandidates > 0 && mainGreen && !mainDiverged;
}

function isDone(snapshot: Snapshot, limits: Limits): boolean {
  if (!snapshot.endsByItself || snapshot.gateBusy) return false;
  if (!snapshot.slots.every(standsStill)) return false;
  // Nobody may be there to make room: a run without a screen does not wait for ever.
  if (snapshot.run === 'running' && snapshot.diskShortMs >= limits.diskWaitMsMax) return true;
  // What the person did to main meanwhile is taken up before the end, also when no feature is left.
  if (!snapshot.mainSeen) return false;
  const isHelpless = snapshot.slots.every((slot) => slot.held) && snapshot.queuedCandidates === 0;
  if (snapshot.run === 'running') return !snapshot.hasOpenFeatures || isHelpless;
  // Nobody is there to resume a run that a fault has paused, nor slots that are all held; what was handed in is judged.
  return snapshot.run === 'paused' && snapshot.pausedByFault && !awaitsVerdict(snapshot);
}

/** An agent that may spend no more does not go on by itself, and nobody may be there to raise its budget. */
function standsStill({ phase, overBudget }: SlotSnapshot): boolean {
  return phase === 'idle' || (phase === 'paused' && overBudget);
}
