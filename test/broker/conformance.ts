import { describe, expect, it } from 'vitest';
import type { Lease, Work } from '../../src/engine/broker/index.ts';
import type { BrokerStage } from './stage.ts';

const work = (id: string, more: Partial<Work> = {}): Work => ({
  id,
  label: 'any',
  priority: 100,
  epochFloor: 0,
  payload: { of: id },
  ...more,
});

/** What every broker must do, whatever it is made of. */
export function brokerConformance(name: string, makeStage: () => BrokerStage): void {
  describe(`a broker (${name})`, () => {
    it('gives out smaller priorities first, then what was offered first', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('late', { priority: 200 }), work('first'), work('second')]);
      await broker.enqueue([work('urgent', { priority: -1 })]);
      const ids = [];
      for (;;) {
        const lease = await broker.claim(['any']);
        if (lease === undefined) break;
        ids.push(lease.id);
      }
      expect(ids).toEqual(['urgent', 'first', 'second', 'late']);
    });

    it('hands the payload over and raises the epoch with every claim', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('a', { epochFloor: 4 })]);
      const first = await claimed(broker.claim(['any']));
      expect(first).toMatchObject({ id: 'a', epoch: 5, payload: { of: 'a' } });
      await broker.fail(first);
      expect(await broker.claim(['any'])).toMatchObject({ id: 'a', epoch: 6 });
    });

    it('gives work only to those who ask for its label, in the order of their labels', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('gpu', { label: 'gpu' }), work('plain', { label: 'plain' })]);
      expect(await broker.claim(['other'])).toBeUndefined();
      expect(await broker.claim(['plain', 'gpu'])).toMatchObject({ id: 'plain' });
      expect(await broker.claim(['plain', 'gpu'])).toMatchObject({ id: 'gpu' });
    });

    it('takes what is offered twice once, and leaves a claim alone when it is offered again', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('a'), work('a')]);
      const lease = await claimed(broker.claim(['any']));
      await broker.enqueue([work('a')]);
      expect(await broker.claim(['any'])).toBeUndefined();
      expect(await broker.complete(lease)).toBe(true);
      expect(await broker.counts()).toEqual({ queued: 0, claimed: 0 });
    });

    it('never gives an epoch out twice, also when it has forgotten everything', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('a')]);
      const { epoch } = await claimed(broker.claim(['any']));
      const empty = makeStage().broker;
      await empty.enqueue([work('a', { epochFloor: epoch })]);
      expect((await claimed(empty.claim(['any']))).epoch).toBeGreaterThan(epoch);
    });

    it('counts a result once: the second word under a lease is refused', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('a')]);
      const lease = await claimed(broker.claim(['any']));
      expect(await broker.complete(lease)).toBe(true);
      expect(await broker.complete(lease)).toBe(false);
      expect(await broker.fail(lease)).toBe(false);
      expect(await broker.heartbeat(lease)).toBe('lost');
    });

    it('keeps the claim of a holder that beats', async () => {
      const { broker, pass } = makeStage();
      await broker.enqueue([work('a')]);
      const lease = await claimed(broker.claim(['any']));
      for (let minute = 0; minute < 10; minute += 1) {
        expect(await pass(60_000)).toEqual([]);
        expect(await broker.heartbeat(lease)).toBe('ok');
      }
    });

    it('takes back what a silent holder has; its late words are refused', async () => {
      const { broker, pass } = makeStage();
      await broker.enqueue([work('a')]);
      const zombie = await claimed(broker.claim(['any']));
      expect(await pass(120_000)).toEqual(['a@1']);
      const next = await claimed(broker.claim(['any']));
      expect(next).toMatchObject({ id: 'a', epoch: 2 });
      expect(await broker.heartbeat(zombie)).toBe('lost');
      expect(await broker.complete(zombie)).toBe(false);
      expect(await broker.fail(zombie)).toBe(false);
      expect(await broker.complete(next)).toBe(true);
    });

    it('gives every holder its whole time again when the coordinator is another one', async () => {
      const { broker, again, pass } = makeStage();
      await broker.enqueue([work('a')]);
      await broker.claim(['any']);
      expect(await pass(80_000)).toEqual([]);
      const coordinator = again();
      expect(await pass(80_000, coordinator)).toEqual([]);
      expect(await pass(40_000, coordinator)).toEqual(['a@1']);
    });

    it('tells a holder that its work was cancelled, and forgets what was only queued', async () => {
      const { broker } = makeStage();
      await broker.enqueue([work('a'), work('b')]);
      const lease = await claimed(broker.claim(['any']));
      await broker.cancel('a');
      await broker.cancel('b');
      await broker.cancel('never heard of');
      expect(await broker.heartbeat(lease)).toBe('cancelled');
      expect(await broker.claim(['any'])).toBeUndefined();
      expect(await broker.fail(lease, { drop: true })).toBe(true);
      expect(await broker.counts()).toEqual({ queued: 0, claimed: 0 });
    });

    it('names its claims to a coordinator that starts again, tokens and all', async () => {
      const { broker, again } = makeStage();
      await broker.enqueue([work('a'), work('b')]);
      const lease = await claimed(broker.claim(['any']));
      const coordinator = again();
      expect(await coordinator.claimed()).toEqual([lease]);
      expect(await coordinator.complete(lease)).toBe(true);
    });
  });
}

async function claimed(claim: Promise<Lease | undefined>): Promise<Lease> {
  const lease = await claim;
  if (lease === undefined) throw new Error('nothing could be claimed');
  return lease;
}
