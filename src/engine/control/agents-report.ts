import { agentsOfRows } from '../agents-of-rows.ts';
import { heartbeatAgeSeconds } from '../model/session.ts';
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
    const agents = agentsOfRows(queue, clock.now()).map((agent) => ({
      ...agent,
      featureName: nameOf(queue, agent.feature),
      changedFiles: null,
      tokens: null,
      costUsd: null,
    }));
    return { engine: reached.kind, agents };
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
    heartbeatAgeSeconds: heartbeatAgeSeconds(agent.heartbeatAt, now),
    changedFiles: agent.changedFiles,
    tokens: agent.tokens,
    costUsd: agent.costUsd,
  }));
}

function nameOf(queue: Queue, featureId: number | null): string | null {
  return featureId === null ? null : (queue.features.find(featureId)?.name ?? null);
}
