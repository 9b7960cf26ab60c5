import type { Agents } from '../../src/engine/agents/agents.ts';
import type { Broker } from '../../src/engine/broker/index.ts';
import type { Gatekeeper } from '../../src/engine/gatekeeper/index.ts';
import type { Queue } from '../../src/engine/queue/index.ts';
import type { Dice } from './dice.ts';
import { simulatedLimits } from './options.ts';
import type { World } from './world.ts';

/** A bug that is planted around a part of the engine, to see that the simulation finds it. */
export interface Plant {
  readonly queue: (queue: Queue, dice: Dice) => Queue;
  readonly broker: (broker: Broker, dice: Dice) => Broker;
  readonly gatekeeper: (gatekeeper: Gatekeeper, dice: Dice) => Gatekeeper;
  readonly agents: (agents: Agents, world: World) => Agents;
}

/** No bug. */
export const unplanted: Plant = {
  queue: (queue) => queue,
  broker: (broker) => broker,
  gatekeeper: (gatekeeper) => gatekeeper,
  agents: (agents) => agents,
};

/** The share of occasions at which a planted bug shows. */
const share = 0.2;

/** How a feature comes back without a charge. */
export const offeredAgain = {
  kind: 'fault',
  reason: 'offered again',
  diffPrint: null,
  delayMs: 0,
  head: null,
  limits: simulatedLimits,
} as const;

/** The five bugs that the simulation must find, by name. */
export const plants = {
  /** A feature that an agent has just begun is offered again, and the broker forgets who has it. */
  'double-claim': {
    ...unplanted,
    queue: (queue, dice) => {
      const { features, sessions, journal } = queue;
      const started: typeof sessions.started = (id, process) => {
        sessions.started(id, process);
        const [featureId = 0, epoch = 0] = id.split('-').map(Number);
        const again = { featureId, epoch, ...offeredAgain };
        if (dice.chance(share)) journal.write((record) => features.requeue(again, record));
      };
      return { ...queue, sessions: { ...sessions, started } };
    },
    broker: (broker) => ({
      ...broker,
      enqueue: async (works) => {
        for (const lease of await broker.claimed()) {
          if (works.some(({ id }) => id === lease.id)) await broker.fail(lease, { drop: true });
        }
        await broker.enqueue(works);
      },
    }),
  },
  /** An attempt ends and nobody queues its feature again. */
  'lost-requeue': {
    ...unplanted,
    queue: (queue, dice) => {
      const { features } = queue;
      const requeue: typeof features.requeue = (given, record) =>
        !dice.chance(share) && features.requeue(given, record);
      return { ...queue, features: { ...features, requeue } };
    },
  },
  /** A result that came too late is taken for one of the newest attempt. */
  'old-result-accepted': {
    ...unplanted,
    queue: (queue) => {
      const { features } = queue;
      const newest = <R extends { featureId: number; epoch: number }>(result: R): R => ({
        ...result,
        epoch: features.find(result.featureId)?.epoch ?? result.epoch,
      });
      return {
        ...queue,
        features: {
          ...features,
          submit: (given, record) => features.submit(newest(given), record),
          requeue: (given, record) => features.requeue(newest(given), record),
        },
      };
    },
  },
  /** The row says that a candidate has landed, and main does not have it. */
  'landing-without-ref': {
    ...unplanted,
    gatekeeper: (gatekeeper, dice) => ({
      ...gatekeeper,
      land: (input) => {
        const { merge, base } = input.verdict.evidence;
        if (merge.kind !== 'clean' || !dice.chance(share)) return gatekeeper.land(input);
        const { commit, tree } = merge;
        input.intent({ oldMain: base, newMain: commit, tree, gateHash: input.verdict.gateHash });
        input.done();
        return Promise.resolve({ kind: 'landed', commit, alarm: null });
      },
    }),
  },
  /** What an agent left running is not ended with it. */
  'orphan-left': {
    ...unplanted,
    agents: (agents, world) => {
      const leave = () => {
        for (const one of world.processes) one.isDeafToEngines = true;
      };
      return {
        ...agents,
        start: async (given) => {
          const session = await agents.start(given);
          leave();
          return session;
        },
      };
    },
  },
} as const satisfies Record<string, Plant>;

export type PlantName = keyof typeof plants;

export const plantNames = Object.keys(plants) as PlantName[];
