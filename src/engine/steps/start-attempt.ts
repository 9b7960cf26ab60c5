import { buildPrompt } from '../agents/prompt.ts';
import type { SessionBrief } from '../agents/driver.ts';
import type { Context, Slot, SlotWork } from '../context.ts';
import { featureSlug, type Feature } from '../model/feature.ts';
import { effect, effectNow } from '../platform/effect.ts';
import type { MadeChoice } from '../models/open-models.ts';
import type { Message, TokenOwner } from '../queue/index.ts';
import { beginSession } from './begin-session.ts';
import { claimNext } from './claim-next.ts';
import { newWork, type Claim } from './new-work.ts';
import { endAttempt } from './end-attempt.ts';
import { keepTrying } from './keep-trying.ts';
import { usedUpFor } from './look-at-budgets.ts';

/** Claims the next feature for a slot, makes its work tree ready and starts the agent on it. */
export async function startAttempt(context: Context, slot: Slot): Promise<void> {
  if (slot.phase !== 'idle' || slot.held || context.run.state !== 'running') return;
  // From here on the slot is taken, so that no later tick claims for it again.
  slot.phase = 'preparing';
  const claim = await claimNext(context, slot).catch((error: unknown) => {
    slot.phase = 'idle';
    throw error;
  });
  if (claim === undefined) {
    slot.phase = 'idle';
    return;
  }
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
    await work.session.stop('not-started');
    return;
  }
  const end = {
    ending: 'not-started',
    exitCode: null,
    signal: null,
    detail: reason,
    survivors: 0,
  } as const;
  await keepTrying(context, slot, () =>
    endAttempt(context, slot, { ...end, head: null, session: end }),
  );
}

async function prepareAndStart(context: Context, slot: Slot, claim: Claim): Promise<void> {
  const work = slot.work;
  if (work === null) return;
  const { agent } = slot;
  const { path: worktree, reused } = await prepareSlot(context, slot, work);
  const commit = work.start?.commit ?? '';
  const signal = context.stopping;
  const setup = await context.setUp({ agent, worktree, commit, reused, signal });
  const { endAsked } = work;
  const isUnwanted = !isStillWanted(context, work) || usedUpFor(context, slot) !== null;
  if (endAsked !== null || context.stopping.aborted || isUnwanted) {
    await endAttempt(context, slot, { ending: endAsked ?? 'stopped', detail: null, head: null });
  } else if (setup.kind === 'failed') {
    const detail = `set-up failed: ${setup.reason}`;
    await endAttempt(context, slot, { ending: 'not-started', detail, head: null });
  } else {
    const messages = context.queue.messages.open(claim.feature.id);
    const made = context.models.choose(claim.feature, () => seedOf(context));
    const brief = await briefOf(context, slot, { claim, worktree, messages, made });
    await beginSession(context, slot, { brief, messages, made });
  }
}

/** A whole number, so that it is written down as it is. */
function seedOf({ random }: Context): number {
  return Math.floor(random.fraction() * 2 ** 32);
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
  const { agent } = slot;
  const began = clock.monotonic();
  const main = await worktrees.main();
  const start = await worktrees.planStart({ previousHead: feature.head, main });
  work.start = start;
  const branch = `agent-tui/${String(feature.id)}-${featureSlug(feature.name)}/${String(epoch)}`;
  const prepared = await effect('slot.prepare', () => worktrees.prepare({ agent, branch, start }));
  effectNow('slot.row', () => {
    queue.journal.write((record) => {
      const startCommit = start.commit;
      queue.checkpoints.addBranch({
        name: branch,
        featureId: feature.id,
        epoch,
        agent,
        startCommit,
      });
      const durationMs = Math.round(clock.monotonic() - began);
      const facts = { durationMs, start: startCommit, conflicts: start.conflicts };
      record({ type: 'slot:prepared', featureId: feature.id, agent, facts });
    });
  });
  return prepared;
}

async function briefOf(
  context: Context,
  slot: Slot,
  given: {
    readonly claim: Claim;
    readonly worktree: string;
    readonly messages: readonly Message[];
    readonly made: MadeChoice;
  },
): Promise<SessionBrief> {
  const { project, feedback } = context;
  const { claim, worktree, messages, made } = given;
  const { feature, lease } = claim;
  const lastError = await feedback.read(feature.id);
  const { preset } = made.facts;
  const { tier, model } = made.choice;
  const { epoch } = lease;
  const tools = await toolsFor(context, { featureId: feature.id, epoch, agent: slot.agent });
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
      messages: messages.map(({ text }) => text),
      hasTools: tools !== null,
      knowledge: knownOf(context, feature),
    }),
    lastErrorFile: lastError === undefined ? null : feedback.path(feature.id),
    preset,
    tier,
    model,
    tools,
  };
}

/** The servers may still be loading, just after the start. */
async function toolsFor({ tools }: Context, attempt: TokenOwner): Promise<SessionBrief['tools']> {
  const access = await tools;
  return access === null ? null : { baseUrl: access.baseUrl, token: access.issue(attempt) };
}

/** What is known of similar work that was judged. */
function knownOf({ knowledge, queue }: Context, feature: Feature): string | undefined {
  const { id, name, description, category } = feature;
  const known = knowledge.reference({
    text: `${name}\n${description}`,
    category,
    paths: queue.paths.of(id),
    exceptFeature: id,
  });
  return known === null || known.counts.similar === 0 ? undefined : known.text;
}
