import type { Context, Slot } from '../context.ts';
import { askToEnd } from './ask-to-end.ts';
import { recoverAgain } from './recover.ts';

/** Renews a slot's lease and writes its heartbeat. A lease that somebody else has by now ends the attempt. */
export async function beat(context: Context, slot: Slot): Promise<void> {
  const { work } = slot;
  if (work === null) return;
  const { queue, clock, broker } = context;
  const now = clock.monotonic();
  // Set first: a slow broker must not be asked again by the next tick.
  work.lastBeatAt = now;
  if (work.session !== null && work.sessionId !== null) {
    const quietMs = now - work.session.progressAt();
    queue.sessions.beat(slot.agent, work.sessionId, clock.now() - quietMs);
  }
  context.changed();
  const answer = await broker.heartbeat(work.lease);
  if (answer !== 'ok' && slot.work === work && slot.phase !== 'ending') {
    askToEnd(context, slot, answer === 'lost' ? 'superseded' : 'killed');
  }
}

/** Queues again what is claimed and whose holder fell silent. */
export async function sweepLeases(context: Context): Promise<void> {
  const { queue, broker, run, clock, limits, slots } = context;
  run.sweptAt = clock.monotonic();
  for (const { id, epoch } of await broker.sweep()) {
    const featureId = Number(id);
    const holder = [...slots.values()].find(
      ({ work }) => work?.feature.id === featureId && work.epoch === epoch,
    );
    if (holder !== undefined) {
      // It is ours, and only its heartbeats were lost: its feature comes back when its agent is gone, not before.
      askToEnd(context, holder, 'superseded');
      await broker.cancel(id);
      continue;
    }
    queue.journal.write((record) => {
      const reason = 'its lease ran out';
      const none = { diffPrint: null, delayMs: 0, head: null, limits };
      queue.features.requeue({ featureId, epoch, kind: 'fault', reason, ...none }, record);
    });
    // It is offered again when its turn comes, under the epoch of that time.
    await broker.cancel(id);
  }
  await requeueOrphans(context);
  await recoverAgain(context);
}

/** A claim that was written down although writing it was said to have failed: nobody works on it and nobody has its lease. */
async function requeueOrphans({ queue, broker, slots, limits }: Context): Promise<void> {
  const leased = new Set((await broker.claimed()).map(({ id }) => Number(id)));
  const worked = new Set([...slots.values()].map(({ work }) => work?.feature.id));
  const unsettled = new Set(queue.sessions.open().map(({ featureId }) => featureId));
  for (const { id: featureId, epoch } of queue.features.inState('in_progress')) {
    if (leased.has(featureId) || worked.has(featureId) || unsettled.has(featureId)) continue;
    queue.journal.write((record) => {
      const reason = 'nobody has its claim';
      const none = { diffPrint: null, delayMs: 0, head: null, limits };
      queue.features.requeue({ featureId, epoch, kind: 'fault', reason, ...none }, record);
    });
  }
}
