import { join } from 'node:path';
import { buildPrompt } from '../agents/prompt.ts';
import { startSession } from '../agents/session.ts';
import type { Context, Slot, SlotWork } from '../context.ts';
import { featureSlug } from '../model/feature.ts';
import { tierFor } from '../model/preset.ts';
import type { SessionBrief } from '../agents/driver.ts';
import type { Claim } from '../queue/index.ts';
import { verifiedMain } from '../verified-main.ts';
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
    const reason = error instanceof Error ? error.message : String(error);
    await endAttempt(context, slot, { ending: 'not-started', detail: reason, head: null });
    throw error;
  }
}

function newWork(claim: Claim, now: number): SlotWork {
  return {
    feature: claim.feature,
    epoch: claim.epoch,
    start: null,
    session: null,
    sessionId: null,
    startedAt: now,
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
  const worktree = await prepareSlot(context, slot, work);
  const setup = await setUpSlot(context, slot, {
    worktree,
    commit: work.start?.commit ?? '',
  });
  if (setup.kind === 'failed') {
    await endAttempt(context, slot, {
      ending: 'not-started',
      detail: `set-up failed: ${setup.reason}`,
      head: null,
    });
    return;
  }
  if (context.stopping.aborted) {
    await endAttempt(context, slot, { ending: 'not-started', detail: 'the run ended', head: null });
    return;
  }
  await startProcess(context, slot, await briefOf(context, slot, { claim, worktree }));
}

async function prepareSlot(context: Context, slot: Slot, work: SlotWork): Promise<string> {
  const { queue, worktrees, clock } = context;
  const { feature, epoch } = work;
  const began = clock.monotonic();
  const main = await verifiedMain(context.repositories);
  const start = await worktrees.planStart({ previousHead: feature.head, main });
  work.start = start;
  const branch = `agent-tui/${String(feature.id)}-${featureSlug(feature.name)}/${String(epoch)}`;
  const { path } = await worktrees.prepare({ agent: slot.agent, branch, start });
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
  return path;
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
  work.sessionId = id;
  session.onEntries((entries) => {
    slot.transcript = session.entries();
    context.transcribed(slot.agent, entries);
  });
  slot.transcript = session.entries();
  if (session.identity !== null) {
    const { identity } = session;
    queue.journal.write((record) => {
      queue.sessions.started(id, identity);
      const facts = { session: id, pid: identity.pid, epoch: brief.epoch };
      record({ type: 'session:started', featureId: brief.featureId, agent: slot.agent, facts });
    });
  }
  slot.phase = slot.held ? 'paused' : 'working';
  work.startedAt = context.clock.monotonic();
  context.run.startFaults = 0;
  queue.sessions.beat(slot.agent, id, context.clock.now());
  context.changed();
  // Paused or stopped by a person while the slot was made ready.
  if (slot.held) await session.pause();
  if (context.stopping.aborted) await session.stop('lost');
  void session.ended.then((end) => finishAttempt(context, slot, end)).catch(context.failed);
}
