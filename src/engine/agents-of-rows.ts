import { heartbeatAgeSeconds } from './model/session.ts';
import type { Queue } from './queue/index.ts';

/** An agent slot as the last engine wrote it down. */
export interface RowAgent {
  readonly name: string;
  readonly state: string;
  readonly feature: number | null;
  readonly session: string | null;
  readonly pid: number | null;
  readonly heartbeatAgeSeconds: number | null;
}

/** Reads the agent slots from the rows, as any process can. A heartbeat counts for the session it was of. */
export function agentsOfRows({ sessions }: Pick<Queue, 'sessions'>, now: number): RowAgent[] {
  const open = new Map(sessions.open().map((session) => [session.agent, session]));
  const beats = sessions.heartbeats();
  return sessions.agents().map(({ name, state, featureId, session }) => {
    const beat = beats.get(name);
    const isOfSession = session !== null && beat?.session === session;
    return {
      name,
      state,
      feature: featureId,
      session,
      pid: open.get(name)?.process?.pid ?? null,
      heartbeatAgeSeconds: heartbeatAgeSeconds(isOfSession ? beat.beatAt : null, now),
    };
  });
}
