import type { Agents } from '../../src/engine/agents/agents.ts';
import type { LiveSession } from '../../src/engine/agents/session.ts';
import { noUsage } from '../../src/engine/agents/usage.ts';
import type { Dice } from './dice.ts';
import type { AgentProcess, Behaviour } from './agent-process.ts';
import type { Life } from './life.ts';
import { stopProcesses, SimulatedSession } from './simulated-session.ts';

/** What starting agents needs besides their world. */
export interface AgentsGiven {
  readonly dice: Dice;
  readonly killGraceMs: number;
  readonly behave: (session: string, featureId: number) => Behaviour;
}

/** The agents of one engine: programs in the world's process table. */
export function fakeAgents(life: Life, given: AgentsGiven): Agents {
  const { world } = life;
  const { killGraceMs } = given;
  const follow = (process: AgentProcess, isChild: boolean): LiveSession =>
    new SimulatedSession(life, { process, killGraceMs, isChild });
  return {
    start: ({ brief, marker, id }) =>
      life.outside(() => {
        const isRefused = !world.isQuiet && given.dice.chance(0.03);
        if (isRefused) return notStarted(id);
        const process = world.spawn({
          marker,
          session: id,
          agent: brief.agent,
          featureId: brief.featureId,
          epoch: brief.epoch,
          behaviour: given.behave(id, brief.featureId),
        });
        return follow(process, true);
      }),
    adopt: (session) =>
      life.outside(() => {
        const { id, process: identity } = session;
        if (identity === null) return undefined;
        const process = world.processes.find((one) => one.session === id);
        const isSame = process?.bootId === identity.bootId && process.pid === identity.pid;
        if (process === undefined || !isSame) return undefined;
        if (process.exit !== null && !world.exitFiles.has(id)) return undefined;
        return follow(process, false);
      }),
    end: (session) => life.outside(() => stopProcesses(life, session.marker, killGraceMs)),
  };
}

/** A session that ended before it began. */
function notStarted(id: string): LiveSession {
  const nothing = { exitCode: null, signal: null, survivors: 0 };
  return {
    id,
    identity: null,
    startedAt: 0,
    progressAt: () => 0,
    usage: () => noUsage,
    onUsage: () => () => undefined,
    paused: false,
    letGo: () => undefined,
    pause: () => Promise.resolve(),
    resume: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    ended: Promise.resolve({ ending: 'not-started', detail: 'no such program', ...nothing }),
    onEntries: () => () => undefined,
    entries: () => [],
  };
}
