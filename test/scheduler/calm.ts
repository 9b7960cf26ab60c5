import { defaultLimits } from '../../src/engine/model/limits.ts';
import {
  plan,
  type Action,
  type SlotSnapshot,
  type Snapshot,
} from '../../src/engine/scheduler/plan.ts';

/** Short times, so that a table can be read. */
export const limits = {
  ...defaultLimits,
  heartbeatIntervalMs: 30,
  nudgeAfterMs: 100,
  stallAfterMs: 200,
  sessionDurationMsMax: 1000,
  checkpointIntervalMs: 120,
  diskWaitMsMax: 500,
};

export const idle: SlotSnapshot = {
  agent: 'agent-1',
  phase: 'idle',
  held: false,
  overBudget: false,
  sessionAgeMs: 0,
  sinceProgressMs: 0,
  sinceBeatMs: 0,
  sinceCheckpointMs: 0,
  quietNoted: false,
};
export const working: SlotSnapshot = { ...idle, phase: 'working' };

/** Nothing to do: features are open, none can be claimed. */
export const calm: Snapshot = {
  run: 'running',
  slots: [idle],
  claimable: false,
  hasOpenFeatures: true,
  queuedCandidates: 0,
  gateBusy: false,
  mainSeen: true,
  mainGreen: true,
  mainDiverged: false,
  pausedByFault: false,
  budgetsSeen: true,
  leasesSwept: true,
  diskSeen: true,
  diskShortMs: 0,
  slotsMeasured: true,
  stateTidied: true,
  endsByItself: true,
};

/** What is planned in a calm run in which only this is different. */
export function planned(changes: Partial<Snapshot>): Action[] {
  return plan({ ...calm, ...changes }, limits);
}
