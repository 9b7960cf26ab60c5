import type { EngineEvent } from '../model/event.ts';
import type { MainStatus } from '../model/landing.ts';
import type { FeatureRow } from '../model/feature-list.ts';
import { heartbeatAgeSeconds } from '../model/session.ts';
import type { EngineView, GateStatus, RunState } from '../model/view.ts';
import type { ProjectStatus } from '../read-status.ts';

/** One feature of a status. */
export type StatusFeature = ProjectStatus['features'][number];
type StatusAgent = ProjectStatus['agents'][number];

/** The state of a project with what only its engine knows; `run` and `gate` are null when no engine answers. */
export interface LiveStatus extends Omit<ProjectStatus, 'main'> {
  readonly run: { readonly state: RunState; readonly reason: string | null } | null;
  /** A condition that needs the person, in one sentence. */
  readonly banner: string | null;
  readonly gate: {
    readonly feature: number | null;
    readonly stage: NonNullable<GateStatus['current']>['stage'] | null;
    readonly queued: number;
  } | null;
  readonly main: MainStatus | null;
}

/** All of a status but its features, which are many. */
export interface StatusHead extends Omit<LiveStatus, 'features' | 'agents' | 'running'> {
  readonly agents: readonly (Omit<StatusAgent, 'heartbeatAgeSeconds'> & {
    /** Wall-clock milliseconds. */
    readonly heartbeatAt: number | null;
  })[];
}

/** What has changed since the last time it was told; the first time it is everything. */
export interface StatusChange {
  readonly head: StatusHead;
  readonly features: readonly StatusFeature[];
  readonly events: readonly EngineEvent[];
}

/** Reads the head of a status from an engine's view. */
export function statusHead({ project, run, main, gate, agents, banner }: EngineView): StatusHead {
  return {
    project: project.name,
    projectDir: project.dir,
    run: { state: run.state, reason: run.reason },
    banner,
    gate: {
      feature: gate.current?.featureId ?? null,
      stage: gate.current?.stage ?? null,
      queued: gate.queued,
    },
    agents: agents.map(({ name, state, feature, heartbeatAt, pid }) => ({
      name,
      state,
      feature,
      heartbeatAt,
      pid,
    })),
    main,
  };
}

/** Reads one feature of a status from an engine's view. */
export function statusFeature(row: FeatureRow): StatusFeature {
  const { id, name, state, category, priority, dependsOn, attempts } = row;
  return {
    id,
    name,
    state,
    status: row.status.kind,
    category,
    priority,
    dependsOn,
    attempts,
    agent: row.agent ?? row.lastAgent,
    lastError: row.lastError,
    blockedReason: row.blockedReason,
    mergedAs: row.mergedAs,
  };
}

/** Whether two tellings of a feature say the same. */
export function isSameFeature(a: StatusFeature, b: StatusFeature): boolean {
  const names = Object.keys(a) as (keyof StatusFeature)[];
  return names.every((name) =>
    name === 'dependsOn' ? a.dependsOn.join() === b.dependsOn.join() : a[name] === b[name],
  );
}

/** Puts a status together. */
export function liveStatus(
  { agents, ...head }: StatusHead,
  features: readonly StatusFeature[],
  now: number,
): LiveStatus {
  return {
    ...head,
    running: true,
    features,
    agents: agents.map(({ heartbeatAt, ...agent }) => ({
      ...agent,
      heartbeatAgeSeconds: heartbeatAgeSeconds(heartbeatAt, now),
    })),
  };
}
