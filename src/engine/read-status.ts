import { agentsOfRows } from './agents-of-rows.ts';
import { mainStatusOf } from './gatekeeper/index.ts';
import { featureStatus, type FeatureState } from './model/feature.ts';
import type { MainStatus } from './model/landing.ts';
import { systemClock } from './platform/clock.ts';
import type { Project } from './project.ts';
import { openQueue, type Queue } from './queue/index.ts';

/** The state of a project, read from its rows and refs by any process. */
export interface ProjectStatus {
  readonly project: string;
  readonly projectDir: string;
  /** Whether an engine runs on it now. */
  readonly running: boolean;
  readonly features: readonly {
    readonly id: number;
    readonly name: string;
    readonly state: FeatureState;
    /** The state with `pending` told apart: ready, waiting, retrying. */
    readonly status: string;
    readonly category: string;
    readonly priority: number;
    readonly dependsOn: readonly number[];
    readonly attempts: number;
    readonly agent: string | null;
    readonly lastError: string | null;
    readonly blockedReason: string | null;
    readonly mergedAs: string | null;
  }[];
  readonly agents: readonly {
    readonly name: string;
    readonly state: string;
    readonly feature: number | null;
    readonly heartbeatAgeSeconds: number | null;
    readonly pid: number | null;
  }[];
  readonly main: MainStatus;
}

/** Reads the status of a project; nothing is changed. */
export async function readStatus(project: Project, running: boolean): Promise<ProjectStatus> {
  const queue = openQueue(
    project.db,
    () => systemClock.now(),
    () => undefined,
  );
  return {
    project: project.name,
    projectDir: project.paths.projectDir,
    running,
    features: featureList(queue),
    agents: running ? agentList(queue) : [],
    main: await mainStatusOf(project),
  };
}

function featureList(queue: Queue): ProjectStatus['features'] {
  const features = queue.features.all();
  const merged = new Set(features.filter((f) => f.state === 'merged').map((f) => f.id));
  const agentOf = new Map(queue.sessions.open().map((s) => [s.featureId, s.agent]));
  const now = systemClock.now();
  return features.map((feature) => ({
    id: feature.id,
    name: feature.name,
    state: feature.state,
    status: featureStatus(feature, (id) => merged.has(id), now).kind,
    category: feature.category,
    priority: feature.priority,
    dependsOn: feature.dependsOn,
    attempts: feature.attempts,
    agent: agentOf.get(feature.id) ?? feature.lastAgent,
    lastError: feature.lastError,
    blockedReason: feature.blockedReason,
    mergedAs: feature.mergedAs,
  }));
}

function agentList(queue: Queue): ProjectStatus['agents'] {
  return agentsOfRows(queue, systemClock.now()).map(
    ({ name, state, feature, heartbeatAgeSeconds, pid }) => ({
      name,
      state,
      feature,
      heartbeatAgeSeconds,
      pid,
    }),
  );
}
