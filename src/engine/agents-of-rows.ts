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
    const own = open.get(name);
    // The engine has let go of it, and it works on; the next engine takes it over.
    const isLeft = state === 'idle' && own !== undefined;
    return {
      name,
      state: isLeft ? 'left running' : state,
      feature: isLeft ? own.featureId : featureId,
      session: isLeft ? own.id : session,
      pid: own?.process?.pid ?? null,
      heartbeatAgeSeconds: heartbeatAgeSeconds(isOfSession ? beat.beatAt : null, now),
    };
  });
}
