import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentSettings } from '../model/config.ts';
import type { Limits } from '../model/limits.ts';
import type { Session } from '../model/session.ts';
import type { Clock } from '../platform/clock.ts';
import { startedBefore } from '../platform/commands.ts';
import { stopTree } from '../platform/process-tree.ts';
import type { Random } from '../platform/random.ts';
import type { PriceOf } from '../models/prices.ts';
import type { SessionBrief } from './driver.ts';
import { adoptSession, startSession, type LiveSession } from './session.ts';
import { exitFile, rawLogFile } from './transcript.ts';

/** A session that an earlier engine left; of one whose row is lost with the database only the marker may be known. */
type LeftSession = Pick<Session, 'process' | 'marker'> & Partial<Pick<Session, 'agent' | 'id'>>;

/** The processes of agents: those that we start, and those that an earlier engine left. */
export interface Agents {
  /** An agent that cannot be started is a session that has ended as `not-started`. */
  start(options: {
    readonly brief: SessionBrief;
    readonly marker: string;
    readonly id: string;
  }): Promise<LiveSession>;
  /**
   * Takes over a session of an earlier engine: one that still runs, or one that has ended since and left its exit code.
   * Undefined when nothing of it can be known any more.
   */
  adopt(session: Session): Promise<LiveSession | undefined>;
  /** Ends every process of a session that is not taken over; tells how many could not be ended. */
  end(session: LeftSession): Promise<number>;
}

/** What agents are started with. */
export interface AgentsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly logsDir: string;
  /** The directory of the slots' worktrees. */
  readonly worktreesDir: string;
  readonly limits: Pick<Limits, 'killGraceMs'>;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly settings: AgentSettings;
  readonly priceOf: PriceOf;
}

/** Opens the agents of a project. */
export function createAgents(options: AgentsOptions): Agents {
  const { clock, limits, logsDir, worktreesDir, settings } = options;
  const tracesOf = (agent: string, id: string) => ({
    workDir: join(worktreesDir, agent),
    outputFile: rawLogFile(logsDir, id),
  });
  return {
    start: (given) => startSession(options, { ...given, settings }),
    adopt: async (session) => {
      const { process, id, marker } = session;
      if (process === null) return undefined;
      const file = exitFile(logsDir, id);
      const found = startedBefore({ identity: process, exitFile: file, clock });
      if (!found.isAlive && !existsSync(file)) return undefined;
      const traces = tracesOf(session.agent, id);
      const { driver, model, startedAt } = session;
      const earlier = { id, marker, traces, driver, model, startedAt, started: found };
      return adoptSession(options, earlier);
    },
    end: async ({ process, marker, agent, id }) => {
      const { survivors } = await stopTree({
        root: process,
        marker,
        ...(agent === undefined || id === undefined ? {} : { traces: tracesOf(agent, id) }),
        graceMs: limits.killGraceMs,
        clock,
      });
      return survivors.length;
    },
  };
}
