import type { FailureKind } from './failure.ts';
import type { FeatureState } from './feature.ts';
import type { ModelTier } from './preset.ts';

/** What one run of one agent is doing. */
export type SessionState = 'starting' | 'working' | 'paused' | 'ended';

/** How a session ended. */
export const sessionEndings = [
  'submitted',
  'no-change',
  'exited',
  'crashed',
  'stalled',
  'timed-out',
  'over-quota',
  'skipped',
  'killed',
  'discarded',
  'stopped',
  'superseded',
  'not-started',
  'lost',
] as const;

export type SessionEnding = (typeof sessionEndings)[number];

/** What an ending without a submission counts as: faults of ours, of the machine and the word of a person are not charged. */
export function failureOf(ending: SessionEnding): FailureKind {
  switch (ending) {
    case 'submitted':
    case 'no-change':
    case 'exited':
    case 'crashed':
    case 'stalled':
    case 'timed-out':
    case 'over-quota':
    case 'skipped':
      return 'session';
    case 'killed':
    case 'discarded':
    case 'stopped':
    case 'superseded':
      return 'none';
    case 'not-started':
    case 'lost':
      return 'fault';
  }
}

/** Endings that are the death of an agent and not the end of its work. */
export const deaths: readonly SessionEnding[] = ['exited', 'crashed', 'not-started', 'lost'];

/** Whether an ending is the death of an agent. */
export function isDeath(ending: SessionEnding): boolean {
  return deaths.includes(ending);
}

/** A process that cannot be mistaken for another one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat (clock ticks since boot), or the start time `ps` prints; null when it is not known. */
  readonly startTime: string | null;
  readonly bootId: string | null;
}

/** One run of one agent on one attempt of one feature. */
export interface Session {
  readonly id: string;
  readonly featureId: number;
  readonly epoch: number;
  readonly agent: string;
  readonly driver: string;
  /** Null where nobody has said what the tier is called, and for a session of before there were any. */
  readonly model: string | null;
  readonly tier: ModelTier | null;
  readonly marker: string;
  readonly process: ProcessIdentity | null;
  readonly state: SessionState;
  readonly ending: SessionEnding | null;
  readonly detail: string | null;
  readonly exitCode: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly logFile: string;
}

/** An agent slot as the engine sees it now. */
export interface AgentStatus {
  readonly name: string;
  readonly state: 'idle' | 'starting' | 'working' | 'paused' | 'stopping';
  readonly driver: string;
  readonly feature: number | null;
  readonly featureState: FeatureState | null;
  readonly session: string | null;
  readonly pid: number | null;
  readonly startedAt: number | null;
  readonly heartbeatAt: number | null;
  readonly progressAt: number | null;
  readonly changedFiles: number | null;
  /** As far as the agent tells it. */
  readonly tokens: number | null;
  readonly costUsd: number | null;
}

/** One thing an agent did or said, as shown and kept; `text` is sanitised. */
export interface TranscriptEntry {
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly kind: 'say' | 'edit' | 'run' | 'result' | 'error' | 'output' | 'note' | 'prompt';
  readonly text: string;
}

/** How old a heartbeat is, for people; one of the future (the clock was set back) is as if it came just now. */
export function heartbeatAgeSeconds(beatAt: number | null, now: number): number | null {
  return beatAt === null ? null : Math.max(0, Math.round((now - beatAt) / 1000));
}
