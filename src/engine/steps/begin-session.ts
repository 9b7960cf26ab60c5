import { join } from 'node:path';
import type { LiveSession } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import type { ModelTier } from '../model/preset.ts';
import { effect, effectNow } from '../platform/effect.ts';
import type { Message } from '../queue/index.ts';
import { followSession } from './follow-session.ts';

/** Who is to work in a slot, and how they are begun. */
export interface Beginning {
  readonly driver: string;
  readonly model: string | null;
  readonly tier: ModelTier | null;
  /** What is written down together with the session. */
  readonly keep: () => void;
  /** What they are told at their start. */
  readonly messages: readonly Message[];
  readonly start: (names: { readonly id: string; readonly marker: string }) => Promise<LiveSession>;
}

/** Begins the session of a slot whose work tree is ready: its row first, then whoever works, then that they do. */
export async function beginSession(
  context: Context,
  slot: Slot,
  beginning: Beginning,
): Promise<void> {
  const { queue, random, project } = context;
  const { driver, model, tier, messages } = beginning;
  const { work } = slot;
  if (work === null) return;
  const { epoch } = work;
  const featureId = work.feature.id;
  const id = `${String(featureId)}-${String(epoch)}-${random.id(4)}`;
  const marker = random.id(16);
  // First: if writing the row is said to fail although it is there, it is ended with the attempt.
  work.sessionId = id;
  work.model = model;
  effectNow('spawn.row', () => {
    beginning.keep();
    const logFile = join(project.paths.logs, `${id}.jsonl`);
    const names = { id, featureId, epoch, agent: slot.agent, marker, logFile };
    queue.sessions.add({ ...names, driver, model, tier });
  });
  const session = await effect('spawn', async () => {
    const started = await beginning.start({ id, marker });
    // First of all: whatever fails from here on, the end of the process is heard and its work kept.
    followSession(context, slot, started);
    return started;
  });
  const { identity } = session;
  // A guest has no process of ours; an agent without one could not be started.
  if (identity !== null || slot.isGuest) {
    context.run.startFaults = 0;
    effectNow('spawn.note', () => {
      queue.journal.write((record) => {
        queue.sessions.started(id, identity);
        queue.messages.delivered(messages);
        queue.sessions.beat(slot.agent, id, context.clock.now());
        const facts = { session: id, pid: identity?.pid ?? 0, epoch };
        record({ type: 'session:started', featureId, agent: slot.agent, facts });
      });
    });
  }
  context.changed();
  // A person paused it, or the run was stopped, while the slot was made ready.
  if (slot.held) await session.pause();
  if (context.stopping.aborted) await session.stop('stopped');
}
