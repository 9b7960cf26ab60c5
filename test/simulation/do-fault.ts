import { AgentTuiError } from '../../src/engine/model/error.ts';
import type { FeatureDraft } from '../../src/engine/model/feature.ts';
import { mainOf } from './fake-worktrees.ts';
import type { Fault } from './faults.ts';
import { offeredAgain } from './planted.ts';
import type { SimulatedEngine } from './simulated-engine.ts';
import type { World } from './world.ts';

const dayMs = 24 * 60 * 60_000;
const hourMs = 60 * 60_000;

/** What a fault or a word is done to. */
export interface Target {
  readonly world: World;
  readonly engine: SimulatedEngine | null;
  readonly fault: Fault;
}

/** Does to the world what needs no engine; false when the fault is of another kind. */
export function doToWorld({ world, fault }: Target): boolean {
  const { choice, durationMs } = fault;
  switch (fault.kind) {
    case 'clock-steps':
      world.time.wallShiftMs += choice % 2 === 0 ? -hourMs : dayMs;
      return true;
    case 'agent-killed':
      chosen(
        world.processes.filter((one) => one.exit === null),
        choice,
      )?.kill();
      return true;
    case 'gate-breaks':
      world.gateBrokenUntil = world.time.now + durationMs;
      return true;
    case 'provider-down':
      world.providerDownUntil = world.time.now + durationMs;
      return true;
    case 'checkout-changes':
      world.checkout = chosen(['none', 'clean', 'dirty'] as const, choice) ?? 'none';
      return true;
    default:
      return doToMain(world, fault);
  }
}

function doToMain(world: World, { kind, choice }: Fault): boolean {
  const { objects, personRefs } = world;
  const own = personRefs.get('main') ?? world.firstMain;
  const files = objects.files(objects.treeOf(own));
  const commitOn = (parent: string, path: string, content: string) => {
    const tree = objects.tree(new Map([...files, [path, content]]));
    personRefs.set('main', objects.commit(tree, [parent], `own ${String(choice)}`));
  };
  switch (kind) {
    case 'main-commit':
      commitOn(own, choice % 3 === 0 ? 'shared/list' : 'own', `own ${String(choice)}`);
      return true;
    case 'main-red':
      commitOn(own, 'own', `bad ${String(choice)}`);
      return true;
    case 'main-gate':
      commitOn(own, 'gate', String(choice));
      return true;
    case 'main-rewrite':
      commitOn(world.firstMain, 'own', `rewritten ${String(choice)}`);
      return true;
    case 'main-back':
      personRefs.set('main', objects.firstParents(own, world.firstMain)[1] ?? own);
      return true;
    case 'main-healed':
      healMain(world);
      return true;
    default:
      return false;
  }
}

/** The person brings their branch to verified main. */
export function healMain(world: World): void {
  world.personRefs.set('main', mainOf(world));
}

/** Says a person's word to a running engine; undefined when the fault is no word. */
export function sayWord(engine: SimulatedEngine, fault: Fault): Promise<unknown> | undefined {
  const { person, context } = engine;
  const { choice, kind } = fault;
  const agent = chosen([...context.slots.keys()], choice) ?? '';
  const feature = chosen(context.queue.features.all(), choice);
  const id = feature?.id ?? 0;
  switch (kind) {
    case 'pause-all':
      return person.pauseAll();
    case 'resume-all':
      return person.resumeAll();
    case 'pause-agent':
      return person.pauseAgent(agent);
    case 'resume-agent':
      return person.resumeAgent(agent);
    case 'kill-agent':
      return person.killAgent(agent);
    case 'discard-work':
      return person.discardWork(agent);
    case 'checkpoint':
      return person.createCheckpoint(agent, 'asked for');
    case 'rollback':
      return rollBack(engine, agent, choice);
    case 'undo-rollback':
      return person.undoRollback(agent);
    case 'message':
      return person.sendMessage(agent, 'mind the tests');
    case 'land':
      return person.land();
    case 'add-features':
      return person.addFeatures(draftsOf(fault, feature?.name));
    case 'edit-feature':
      return feature === undefined
        ? undefined
        : person.editFeature(id, { ...draftOf(feature.name), priority: 2 });
    default:
      return featureWord(engine, id, fault);
  }
}

function featureWord(
  engine: SimulatedEngine,
  id: number,
  { kind, choice, durationMs }: Fault,
): Promise<unknown> | undefined {
  const { person } = engine;
  switch (kind) {
    case 'block':
      return person.blockFeature(id);
    case 'claimed-elsewhere':
      return claimElsewhere(engine, id, durationMs);
    case 'block-and-retry':
      // Before the agent that had it is gone.
      return blockAndRetry(engine, id, choice % 250);
    case 'cancel':
      return person.cancelFeature(id);
    case 'retry':
      return person.retryFeature(id);
    case 'priority':
      return person.setPriority(id, choice % 4);
    default:
      return undefined;
  }
}

async function blockAndRetry(
  { person, life }: SimulatedEngine,
  id: number,
  waitMs: number,
): Promise<void> {
  await person.blockFeature(id);
  await life.wait(waitMs);
  await person.retryFeature(id);
}

/** Somebody on another machine takes over what an agent here still works on, and gives it back. */
async function claimElsewhere(
  { context, life }: SimulatedEngine,
  featureId: number,
  durationMs: number,
): Promise<void> {
  const { features, journal } = context.queue;
  const feature = features.find(featureId);
  if (feature?.state !== 'in_progress') return;
  const giveBack = (epoch: number) =>
    journal.write((record) => features.requeue({ featureId, epoch, ...offeredAgain }, record));
  giveBack(feature.epoch);
  const epoch = feature.epoch + 1;
  features.begin({ featureId, epoch, agent: 'elsewhere', passedOver: [] });
  await life.wait(durationMs);
  for (;;) {
    try {
      giveBack(epoch);
      return;
    } catch (error) {
      if (!(error instanceof AgentTuiError)) throw error;
      await life.wait(durationMs);
    }
  }
}

function rollBack(engine: SimulatedEngine, agent: string, choice: number): Promise<void> {
  const featureId = engine.context.slots.get(agent)?.work?.feature.id ?? 0;
  const checkpoint = chosen(engine.context.queue.checkpoints.of(featureId), choice);
  const { epoch, number } = checkpoint ?? { epoch: 0, number: 0 };
  return engine.person.rollback(agent, { epoch, number });
}

function draftsOf({ at, choice }: Fault, dependency: string | undefined): FeatureDraft[] {
  const first = draftOf(`Later ${String(at)}`, choice % 2 === 0 ? dependency : undefined);
  return choice % 3 === 0 ? [first, draftOf(`Later still ${String(at)}`, first.name)] : [first];
}

function draftOf(name: string, dependency?: string): FeatureDraft {
  return {
    name,
    description: '',
    category: 'general',
    priority: 2,
    dependsOn: dependency === undefined ? [] : [dependency],
    acceptance: '',
  };
}

function chosen<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % Math.max(1, list.length)];
}
