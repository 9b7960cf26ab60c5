import type { Broker } from '../../src/engine/broker/index.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import type { Dice } from './dice.ts';
import type { Life } from './life.ts';

/** A broker that takes its time, hears some heartbeats twice or late, and is sometimes not to be reached. */
export function faultyBroker(
  broker: Broker,
  given: {
    readonly life: Life;
    readonly isDown: () => boolean;
    readonly isDeaf: () => boolean;
    readonly dice: Dice;
  },
): Broker {
  const { life, isDown, isDeaf, dice } = given;
  const ask = <Value>(act: () => Promise<Value>): Promise<Value> =>
    life.outside(async () => {
      if (!isDown()) return act();
      throw new AgentTuiError('environment', 'the broker does not answer', { hint: 'wait' });
    });
  return {
    enqueue: (works) => ask(() => broker.enqueue(works)),
    claim: (labels) => ask(() => broker.claim(labels)),
    heartbeat: (lease) =>
      ask(async () => {
        if (isDeaf()) throw new AgentTuiError('environment', 'no answer', { hint: 'wait' });
        if (!life.world.isQuiet && dice.chance(0.1)) await life.wait(dice.int(100, 3_000));
        if (dice.chance(0.1)) await broker.heartbeat(lease);
        return broker.heartbeat(lease);
      }),
    complete: (lease) => ask(() => broker.complete(lease)),
    fail: (lease, how) => ask(() => broker.fail(lease, how)),
    sweep: () => ask(() => broker.sweep()),
    cancel: (id) => ask(() => broker.cancel(id)),
    claimed: () => ask(() => broker.claimed()),
    counts: () => ask(() => broker.counts()),
    // It is serialised by whoever ends the engine.
    close: () => Promise.resolve(),
  };
}
