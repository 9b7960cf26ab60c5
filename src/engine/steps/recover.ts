import type { Context } from '../context.ts';
import type { Mended } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import type { RunRow } from '../queue/index.ts';
import type { Session } from '../model/session.ts';
import { effectNow } from '../platform/effect.ts';
import { adopt } from './adopt.ts';
import { finishLandings } from './finish-landings.ts';
import { holdSlot } from './hold-slot.ts';
import { leaveAsItIs } from './keep-trying.ts';
import { releaseSlot } from './release-slot.ts';
import { reconcile } from './reconcile/index.ts';
import { retryDelayMs } from './retry-delay.ts';
import { salvage } from './salvage.ts';
import { sessionLost } from './session-lost.ts';

/**
 * Finishes or undoes what an earlier engine left: landings, sessions, half verified candidates, claims of nobody. Sessions
 * that still run go on under this engine. Says what it found and did, in one sentence; null when there was nothing.
 */
export async function recover(
  context: Context,
  mended: Mended | undefined,
): Promise<string | null> {
  const { queue, limits } = context;
  const lastRun = queue.runs.newest();
  const runs = await context.stopLeftRuns();
  if (runs > 0) note(context, `${String(runs)} test or set-up runs were ended`, null);
  const restored = await reconcile(context, mended);
  await finishLandings(context);
  const sessions = queue.sessions.open();
  for (const session of sessions) await recoverSession(context, session);
  // What could not be recovered now still has its feature.
  const left = new Set(queue.sessions.open().map((session) => session.featureId));
  for (const candidate of queue.candidates.open()) {
    if (candidate.state === 'queued') continue;
    effectNow('candidate.back', () => {
      queue.candidates.setState(candidate.id, 'queued');
    });
    note(context, `candidate ${String(candidate.id)} is verified again`, candidate.featureId);
  }
  for (const feature of queue.features.inState('in_progress')) {
    if (left.has(feature.id)) continue;
    effectNow('claim.back', () => {
      requeue(context, feature);
    });
  }
  await dropOldClaims(context);
  // While no engine ran, nobody noticed that the clock was set.
  queue.features.capWaits(limits.retryDelayMsMax);
  const takenOver = [...context.slots.values()].filter((slot) => slot.work !== null).length;
  const waiting = queue.sessions.open().length - takenOver;
  const kept = sessions.length - takenOver - waiting;
  const found = foundWords(lastRun, { takenOver, kept, waiting });
  if (found !== null) note(context, found, null);
  return [restored, found].filter((part) => part !== null).join('. ') || null;
}

const howRunsEnd = {
  'cut-off': 'The last run was cut off',
  'left-running': 'The last run left its agents working',
  stopped: 'The last run was ended',
  finished: 'The last run was ended',
} as const;

/** What a person should know of the run before this one. */
function foundWords(
  run: RunRow | undefined,
  left: { readonly takenOver: number; readonly kept: number; readonly waiting: number },
): string | null {
  const { takenOver, kept, waiting } = left;
  const parts = [
    takenOver === 0
      ? ''
      : `${String(takenOver)} of its agents ${takenOver === 1 ? 'was' : 'were'} taken over`,
    kept === 0 ? '' : `the work of ${String(kept)} is kept`,
    waiting === 0 ? '' : `the work of ${String(waiting)} cannot be kept yet`,
  ].filter((part) => part !== '');
  if (run === undefined || (run.ending !== null && parts.length === 0)) return null;
  const how = howRunsEnd[run.ending ?? 'cut-off'];
  return parts.length === 0 ? `${how}; nothing was lost` : `${how}: ${parts.join(', ')}`;
}

/**
 * Tries again what could not be kept at the end of a session, a full disk say. Until then its feature waits, because a new
 * attempt would begin without that work.
 */
export async function recoverAgain(context: Context): Promise<void> {
  const { slots, run } = context;
  if (run.state !== 'running' && run.state !== 'paused') return;
  for (const slot of slots.values()) {
    if (slot.left !== null) await slot.left();
  }
  for (const session of run.unkept.splice(0)) await recoverSession(context, session);
}

/** What one session left must not keep the others from being recovered: its slot is held, and it is tried again later. */
async function recoverSession(context: Context, session: Session): Promise<void> {
  try {
    if (await isAdopted(context, session)) return;
    await endLostSession(context, session);
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    const slot = context.slots.get(session.agent);
    if (slot === undefined) {
      context.run.unkept.push(session);
      return;
    }
    holdSlot(context, slot, `what it held cannot be kept: ${error.message}`);
    leaveAsItIs(context, slot, async () => {
      await endLostSession(context, session);
      releaseSlot(context, slot);
    });
  }
}

/** A session that cannot be taken over because of a fault is ended like one that is lost: nobody would look after it. */
async function isAdopted(context: Context, session: Session): Promise<boolean> {
  try {
    return await adopt(context, session);
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    // Taken over already, and only the telling of it failed.
    return context.slots.get(session.agent)?.work?.sessionId === session.id;
  }
}

async function endLostSession(context: Context, session: Session): Promise<void> {
  const survivors = await context.agents.end(session);
  const head = await salvage(context, session);
  effectNow('lost.tx', () => {
    sessionLost(context, session, { head, survivors });
  });
}

/** A claim whose session never came to be: nothing was begun, so nothing is lost. */
function requeue(context: Context, feature: { readonly id: number; readonly epoch: number }): void {
  const { queue, limits, random } = context;
  queue.journal.write((record) =>
    queue.features.requeue(
      {
        featureId: feature.id,
        epoch: feature.epoch,
        kind: 'fault',
        reason: 'agent-tui ended before the agent was started',
        diffPrint: null,
        delayMs: retryDelayMs(0, limits, random),
        head: null,
        limits,
      },
      record,
    ),
  );
}

/** The broker may know of claims that no row tells of: nothing was begun under them. */
async function dropOldClaims({ broker, slots }: Context): Promise<void> {
  const ours = new Set([...slots.values()].map((slot) => slot.work?.lease.token));
  for (const lease of await broker.claimed()) {
    if (!ours.has(lease.token)) await broker.fail(lease, { drop: true });
  }
}

function note(context: Context, what: string, featureId: number | null): void {
  context.queue.journal.write((record) => {
    record({ type: 'fault:recovered', featureId, facts: { what } });
  });
}
