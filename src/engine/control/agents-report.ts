import type { Clock } from '../platform/clock.ts';
import type { Project } from '../project.ts';
import type { Queue } from '../queue/index.ts';
import type { ControlClient } from './client.ts';
import { reachEngine } from './reach-engine.ts';
import { helloMsOfReadings } from './watch-status.ts';

/** One agent slot for people in another terminal; null: nobody knows. */
export interface AgentReport {
  readonly name: string;
  readonly state: string;
  readonly feature: number | null;
  readonly featureName: string | null;
  readonly session: string | null;
  readonly pid: number | null;
  readonly heartbeatAgeSeconds: number | null;
  readonly changedFiles: number | null;
  readonly tokens: number | null;
  readonly costUsd: number | null;
}

/** The slots of a project, and who says so: the engine that answers, else the rows. */
export interface AgentsReport {
  readonly engine: 'answers' | 'closed' | 'silent' | 'none';
  readonly agents: readonly AgentReport[];
}

/** Reads the slots of a project from its engine, and from the rows when none answers. */
export async function reachAgents(
  project: Project,
  queue: Queue,
  clock: Clock,
): Promise<AgentsReport> {
  const reached = await reachEngine(project, { clock, helloMs: helloMsOfReadings });
  if (reached.kind !== 'client') {
    return { engine: reached.kind, agents: agentsOfRows(queue, clock.now()) };
  }
  try {
    return { engine: 'answers', agents: await agentsOfEngine(reached.client, queue, clock) };
  } finally {
    reached.client.close();
  }
}

/** The slots as the engine tells them. */
export async function agentsOfEngine(
  client: ControlClient,
  queue: Queue,
  clock: Clock,
): Promise<AgentReport[]> {
  const agents = await client.call('agents', {});
  const now = clock.now();
  return agents.map((agent) => ({
    name: agent.name,
    state: agent.state,
    feature: agent.feature,
    featureName: nameOf(queue, agent.feature),
    session: agent.session,
    pid: agent.pid,
    heartbeatAgeSeconds: ageSeconds(agent.heartbeatAt, now),
    changedFiles: agent.changedFiles,
    tokens: agent.tokens,
    costUsd: agent.costUsd,
  }));
}

function agentsOfRows(queue: Queue, now: number): AgentReport[] {
  const open = new Map(queue.sessions.open().map((session) => [session.agent, session]));
  const beats = queue.sessions.heartbeats();
  return queue.sessions.agents().map(({ name, state, featureId, session }) => {
    const beat = beats.get(name);
    return {
      name,
      state,
      feature: featureId,
      featureName: nameOf(queue, featureId),
      session,
      pid: open.get(name)?.process?.pid ?? null,
      heartbeatAgeSeconds:
        beat === undefined || beat.session !== session ? null : ageSeconds(beat.beatAt, now),
      changedFiles: null,
      tokens: null,
      costUsd: null,
    };
  });
}

function ageSeconds(at: number | null, now: number): number | null {
  return at === null ? null : Math.max(0, Math.round((now - at) / 1000));
}

function nameOf(queue: Queue, featureId: number | null): string | null {
  return featureId === null ? null : (queue.features.find(featureId)?.name ?? null);
}
