import { join } from 'node:path';
import type { SessionBrief } from '../agents/driver.ts';
import { GuestSession } from '../agents/guest-session.ts';
import type { Context, Slot } from '../context.ts';
import { effect, effectNow } from '../platform/effect.ts';
import type { MadeChoice } from '../models/open-models.ts';
import type { Message } from '../queue/index.ts';
import { followSession } from './follow-session.ts';

/** Starts the agent of a slot whose work tree is ready; for a guest, whose program runs elsewhere, only its session begins. */
export async function beginSession(
  context: Context,
  slot: Slot,
  given: {
    readonly brief: SessionBrief;
    readonly messages: readonly Message[];
    readonly made: MadeChoice;
  },
): Promise<void> {
  const { brief, messages, made } = given;
  const { queue, random, agent, agents, project, models } = context;
  const work = slot.work;
  if (work === null) return;
  const id = `${String(brief.featureId)}-${String(brief.epoch)}-${random.id(4)}`;
  const marker = random.id(16);
  // First: if writing the row is said to fail although it is there, it is ended with the attempt.
  work.sessionId = id;
  work.model = slot.isGuest ? null : brief.model;
  effectNow('spawn.row', () => {
    // Which model works for a guest nobody knows: what becomes of it says nothing of the one that was chosen.
    if (!slot.isGuest) models.keep(brief, made);
    queue.sessions.add({
      id,
      featureId: brief.featureId,
      epoch: brief.epoch,
      agent: slot.agent,
      driver: slot.isGuest ? 'guest' : agent.settings.driver,
      model: work.model,
      tier: slot.isGuest ? null : brief.tier,
      marker,
      logFile: join(project.paths.logs, `${id}.jsonl`),
    });
  });
  const session = await effect('spawn', async () => {
    const started = slot.isGuest
      ? new GuestSession(id, context.clock)
      : await agents.start({ brief, marker, id });
    // First of all: whatever fails from here on, the end of the process is heard and its work kept.
    followSession(context, slot, started);
    return started;
  });
  const { identity } = session;
  if (identity !== null || slot.isGuest) {
    context.run.startFaults = 0;
    effectNow('spawn.note', () => {
      queue.journal.write((record) => {
        queue.sessions.started(session.id, identity);
        // A guest sees no prompt: its heartbeat tells it.
        if (!slot.isGuest) queue.messages.delivered(messages);
        queue.sessions.beat(slot.agent, session.id, context.clock.now());
        const facts = { session: session.id, pid: identity?.pid ?? 0, epoch: work.epoch };
        record({ type: 'session:started', featureId: work.feature.id, agent: slot.agent, facts });
      });
    });
  }
  context.changed();
  // A person paused it, or the run was stopped, while the slot was made ready.
  if (slot.held) await session.pause();
  if (context.stopping.aborted) await session.stop('stopped');
}
