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
  /** Two slots are given the same feature. */
  'double-claim': {
    ...unplanted,
    queue: (queue) => {
      const { features, journal } = queue;
      const begin: typeof features.begin = (attempt) => {
        const { featureId } = attempt;
        const epoch = features.find(featureId)?.epoch ?? 0;
        journal.write((record) => features.requeue({ featureId, epoch, ...offeredAgain }, record));
        return features.begin(attempt);
      };
      return { ...queue, features: { ...features, begin } };
    },
    broker: (broker, dice) => ({
      ...broker,
      claim: async (labels) => {
        const lease = await broker.claim(labels);
        if (lease === undefined || !dice.chance(share)) return lease;
        const other = (await broker.claimed()).find(({ id }) => id !== lease.id);
        if (other === undefined) return lease;
        await broker.fail(lease, { drop: true });
        return { ...other, epoch: other.epoch + 1 };
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
