import type { Checkpoint } from './checkpoint.ts';
import type { EngineEvent } from './event.ts';
import type { FeatureCounts } from './feature.ts';
import type { FeatureList } from './feature-list.ts';
import type { MainStatus } from './landing.ts';
import type { PresetName } from './preset.ts';
import type { AgentStatus } from './session.ts';
import type { Decision } from './verdict.ts';

/** One line of the gatekeeper's history. */
export interface VerdictRow {
  readonly id: string;
  readonly featureId: number;
  readonly featureName: string;
  readonly epoch: number;
  readonly outcome: Decision['outcome'];
  readonly reason: string | null;
  readonly mergedAs: string | null;
  readonly passed: number | null;
  readonly failed: number | null;
  readonly durationMs: number;
  readonly at: number;
}

/** What the gatekeeper does now. */
export interface GateStatus {
  readonly current: {
    readonly featureId: number;
    readonly featureName: string;
    readonly stage: 'merge' | 'setup' | 'test' | 'land';
    readonly startedAt: number;
  } | null;
  readonly queued: number;
  /** Newest first, at most 50. */
  readonly verdicts: readonly VerdictRow[];
  /** When verified main last passed its tests; null before that is known. */
  readonly lastGreenAt: number | null;
}

export type RunState = 'starting' | 'running' | 'paused' | 'stopping' | 'finished';

/** Everything the screen shows, as one value; made by the engine at most 10 times a second. */
export interface EngineView {
  readonly project: { readonly name: string; readonly dir: string };
  readonly preset: PresetName;
  readonly run: {
    readonly state: RunState;
    readonly reason: string | null;
    readonly startedAt: number;
  };
  readonly main: MainStatus | null;
  /** What has not changed is the same object as in the last view: the list, and each of its rows. */
  readonly features: FeatureList;
  readonly featureCounts: FeatureCounts;
  readonly agents: readonly AgentStatus[];
  readonly gate: GateStatus;
  readonly checkpoints: Readonly<Record<number, readonly Checkpoint[]>>;
  /** Money spent as far as agents tell it; null when none told. */
  readonly costUsd: number | null;
  /** A condition that needs the person, in one sentence; null in a calm run. */
  readonly banner: string | null;
  readonly lastEvent: EngineEvent | null;
}
