import { join } from 'node:path';
import { buildPrompt } from '../agents/prompt.ts';
import { startSession, type LiveSession } from '../agents/session.ts';
import type { Context, Slot, SlotWork } from '../context.ts';
import { featureSlug } from '../model/feature.ts';
import { tierFor } from '../model/preset.ts';
import type { SessionBrief } from '../agents/driver.ts';
import type { Claim } from '../queue/index.ts';
import { verifiedMain } from '../worktrees/index.ts';
import { endAttempt } from './end-attempt.ts';
import { finishAttempt } from './finish-attempt.ts';
import { feedbackFile, readFeedback } from './feedback-file.ts';
import { setUpSlot } from './set-up-slot.ts';

/** Claims the next feature for a slot, makes its work tree ready and starts the agent on it. */
export async function startAttempt(context: Context, slot: Slot): Promise<void> {
  if (slot.phase !== 'idle' || slot.held || context.run.state !== 'running') return;
  const idle = [...context.slots.values()].filter((s) => s.phase === 'idle' && !s.held);
  const { queue, limits } = context;
  const claim = queue.features.claim(
    slot.agent,
    limits.leaseDurationMs,
    idle.map((s) => s.agent),
  );
  if (claim === undefined) return;
  slot.phase = 'preparing';
  slot.work = newWork(claim, context.clock.monotonic());
  slot.transcript = [];
  context.changed();
  try {
    await slot.inTurn(() => prepareAndStart(context, slot, claim));
  } catch (error) {
    await giveUp(context, slot, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** A start that failed half-way: an agent that runs already is stopped, and its work kept as at any end. */
async function giveUp(context: Context, slot: Slot, reason: string): Promise<void> {
  const { work } = slot;
  if (work?.session != null) {
    await work.session.stop('lost');
    return;
  }
  const end = {
    ending: 'not-started',
    exitCode: null,
    signal: null,
    detail: reason,
    survivors: 0,
  } as const;
  await endAttempt(context, slot, { ...end, head: null, session: end });
}

function newWork(claim: Claim, now: number): SlotWork {
  return {
    feature: claim.feature,
    epoch: claim.epoch,
    start: null,
    session: null,
    sessionId: null,
    startedAt: now,
    pausedAt: null,
    endAsked: null,
    stopSent: false,
    lastBeatAt: now,
    lastCheckpointAt: now,
    quietNoted: false,
    changedFiles: null,
    undo: null,
  };
}

async function prepareAndStart(context: Context, slot: Slot, claim: Claim): Promise<void> {
  const work = slot.work;
  if (work === null) return;
  const { path: worktree, reused } = await prepareSlot(context, slot, work);
  const commit = work.start?.commit ?? '';
  const setup = await setUpSlot(context, slot, { worktree, commit, reused });
  const { endAsked } = work;
  if (endAsked !== null || context.stopping.aborted || !isStillWanted(context, work)) {
    await endAttempt(context, slot, { ending: endAsked ?? 'lost', detail: null, head: null });
  } else if (setup.kind === 'failed') {
    const detail = `set-up failed: ${setup.reason}`;
    await endAttempt(context, slot, { ending: 'not-started', detail, head: null });
  } else {
    await startProcess(context, slot, await briefOf(context, slot, { claim, worktree }));
  }
}

/** A person may have blocked or cancelled the feature while its slot was made ready. */
function isStillWanted(context: Context, { feature, epoch }: SlotWork): boolean {
  const now = context.queue.features.find(feature.id);
  return now?.state === 'in_progress' && now.epoch === epoch;
}

async function prepareSlot(
  context: Context,
  slot: Slot,
  work: SlotWork,
): Promise<{ path: string; reused: boolean }> {
  const { queue, worktrees, clock } = context;
  const { feature, epoch } = work;
  const began = clock.monotonic();
  const main = await verifiedMain(context.repositories);
  const start = await worktrees.planStart({ previousHead: feature.head, main });
  work.start = start;
  const branch = `agent-tui/${String(feature.id)}-${featureSlug(feature.name)}/${String(epoch)}`;
  const prepared = await worktrees.prepare({ agent: slot.agent, branch, start });
  queue.journal.write((record) => {
    queue.checkpoints.addBranch({
      name: branch,
      featureId: feature.id,
      epoch,
      agent: slot.agent,
      startCommit: start.commit,
    });
    record({
      type: 'slot:prepared',
      featureId: feature.id,
      agent: slot.agent,
      facts: {
        durationMs: Math.round(clock.monotonic() - began),
        start: start.commit,
        conflicts: start.conflicts,
      },
    });
  });
  return prepared;
}

async function briefOf(
  context: Context,
  slot: Slot,
  { claim, worktree }: { readonly claim: Claim; readonly worktree: string },
): Promise<SessionBrief> {
  const { project } = context;
  const { feature, epoch } = claim;
  const lastError = await readFeedback(context, feature.id);
  const { preset } = project.config;
  return {
    featureId: feature.id,
    featureName: feature.name,
    category: feature.category,
    epoch,
    agent: slot.agent,
    worktree,
    projectDir: project.paths.projectDir,
    prompt: buildPrompt({
      feature,
      projectName: project.name,
      attempt: epoch,
      lastError: lastError ?? null,
      conflicts: slot.work?.start?.conflicts ?? [],
      testCommand: [context.testFramework],
    }),
    lastErrorFile: lastError === undefined ? null : feedbackFile(context, feature.id),
    preset,
    tier: tierFor(preset, feature.category),
  };
}

async function startProcess(context: Context, slot: Slot, brief: SessionBrief): Promise<void> {
  const { queue, random, agent, project } = context;
  const work = slot.work;
  if (work === null) return;
  const id = `${String(brief.featureId)}-${String(brief.epoch)}-${random.id(4)}`;
  const marker = random.id(16);
  queue.sessions.add({
    id,
    featureId: brief.featureId,
    epoch: brief.epoch,
    agent: slot.agent,
    driver: agent.settings.driver,
    marker,
    logFile: join(project.paths.logs, `${id}.jsonl`),
  });
  work.sessionId = id;
  const session = await startSession(
    {
      clock: context.clock,
      random,
      logsDir: project.paths.logs,
      limits: context.limits,
      baseEnv: context.baseEnv,
    },
    { brief, settings: agent.settings, marker, id },
  );
  work.session = session;
  // First of all: whatever fails from here on, the end of the process is heard and its work kept.
  void session.ended.then((end) => finishAttempt(context, slot, end)).catch(context.failed);
  await noteStarted(context, slot, session);
}

async function noteStarted(context: Context, slot: Slot, session: LiveSession): Promise<void> {
  const { queue, clock } = context;
  const { work } = slot;
  if (work === null) return;
  slot.phase = slot.held ? 'paused' : 'working';
  work.startedAt = clock.monotonic();
  session.onEntries((entries) => {
    slot.transcript = session.entries();
    context.transcribed(slot.agent, entries);
  });
  slot.transcript = session.entries();
  const { identity } = session;
  if (identity !== null) {
    context.run.startFaults = 0;
    queue.journal.write((record) => {
      queue.sessions.started(session.id, identity);
      queue.sessions.beat(slot.agent, session.id, clock.now());
      const facts = { session: session.id, pid: identity.pid, epoch: work.epoch };
      record({ type: 'session:started', featureId: work.feature.id, agent: slot.agent, facts });
    });
  }
  context.changed();
  // A person paused it, or the run was stopped, while the slot was made ready.
  if (slot.held) await session.pause();
  if (context.stopping.aborted) await session.stop('lost');
}
