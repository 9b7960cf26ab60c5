import type { SessionBrief } from '../agents/driver.ts';
import { buildPrompt } from '../agents/prompt.ts';
import type { Context, Slot, SlotWork } from '../context.ts';
import type { Feature } from '../model/feature.ts';
import type { MadeChoice } from '../models/open-models.ts';
import type { Message, TokenOwner } from '../queue/index.ts';
import { beginSession } from './begin-session.ts';

/** Starts the agent of a slot whose work tree is ready, with the model, the prompt and the tools of its attempt. */
export async function beginAgent(context: Context, slot: Slot, worktree: string): Promise<void> {
  const { work } = slot;
  if (work === null) return;
  const { queue, models, agents, agent } = context;
  const messages = queue.messages.open(work.feature.id);
  const made = models.choose(work.feature, () => seedOf(context));
  const brief = await briefOf(context, slot, { work, worktree, messages, made });
  await beginSession(context, slot, {
    driver: agent.settings.driver,
    model: brief.model,
    tier: brief.tier,
    keep: () => {
      models.keep(brief, made);
    },
    messages,
    start: (names) => agents.start({ brief, ...names }),
  });
}

/** A whole number, so that it is written down as it is. */
function seedOf({ random }: Context): number {
  return Math.floor(random.fraction() * 2 ** 32);
}

async function briefOf(
  context: Context,
  slot: Slot,
  given: {
    readonly work: SlotWork;
    readonly worktree: string;
    readonly messages: readonly Message[];
    readonly made: MadeChoice;
  },
): Promise<SessionBrief> {
  const { project, feedback } = context;
  const { work, worktree, messages, made } = given;
  const { feature, epoch } = work;
  const lastError = await feedback.read(feature.id);
  const { preset } = made.facts;
  const { tier, model } = made.choice;
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
      conflicts: work.start?.conflicts ?? [],
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
