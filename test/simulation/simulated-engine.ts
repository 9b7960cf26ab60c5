import { createBus, type Bus } from '../../src/engine/bus.ts';
import { openSqliteBroker } from '../../src/engine/broker/sqlite.ts';
import { newRun, type Context, type Slot } from '../../src/engine/context.ts';
import { inTurn, makeSlots } from '../../src/engine/slots.ts';
import type { Db } from '../../src/engine/db/index.ts';
import type { LeaveMode } from '../../src/engine/engine-contract.ts';
import { FeatureCache } from '../../src/engine/feature-cache.ts';
import { openKnowledge } from '../../src/engine/knowledge/index.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import type { EngineEvent, RunSummary } from '../../src/engine/model/event.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import { openModels } from '../../src/engine/models/open-models.ts';
import { effect } from '../../src/engine/platform/effect.ts';
import { openQueue } from '../../src/engine/queue/index.ts';
import { Run } from '../../src/engine/run.ts';
import { personActions } from '../../src/engine/steps/person-actions.ts';
import { recover } from '../../src/engine/steps/recover.ts';
import type { Behaviour } from './agent-process.ts';
import { behaviourOf } from './behaviours.ts';
import { Dice } from './dice.ts';
import { fakeAgents } from './fake-agents.ts';
import { fakeGatekeeper } from './fake-gatekeeper.ts';
import { fakeWorktrees } from './fake-worktrees.ts';
import { faultyBroker } from './faulty-broker.ts';
import { Life } from './life.ts';
import type { Options } from './options.ts';
import { unplanted, type Plant } from './planted.ts';
import { ampleDisk, projectOf, seldomAsked } from './plain-parts.ts';
import type { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/** What an engine is started with. */
export interface EngineGiven {
  readonly options: Options;
  readonly number: number;
  readonly endsByItself: boolean;
  readonly recorder: Recorder;
  readonly plant: Plant | null;
  /** How agents behave; by default as the seed says. */
  readonly behave?: (session: string, featureId: number) => Behaviour;
}

/** One engine over the world: the real steps, queue, broker and run, from its start to its death. */
export class SimulatedEngine {
  readonly life: Life;
  readonly db: Db;
  readonly context: Context;
  readonly person: ReturnType<typeof personActions>;
  readonly endsByItself: boolean;
  readonly #brokerDb: Db;
  readonly #run: Run;
  readonly #bus: Bus;
  /** Broker calls fail until then; world time. */
  brokerDownUntil = 0;
  /** Heartbeats do not arrive until then; world time. */
  beatsLostUntil = 0;

  constructor(world: World, given: EngineGiven) {
    const { recorder, endsByItself } = given;
    this.life = new Life(world);
    this.endsByItself = endsByItself;
    this.db = world.state.for(this.life);
    this.#brokerDb = world.broker.for(this.life);
    this.#bus = createBus(this.life.clock);
    this.#bus.onEvent((event: EngineEvent) => {
      recorder.heard(event);
    });
    this.#run = new Run({ bus: this.#bus, release: () => undefined, endsByItself });
    this.context = this.#wire(given);
    this.person = personActions(this.context, (agent) => requireSlot(this.context, agent));
  }

  get finished(): Promise<RunSummary> {
    return this.#run.finished;
  }

  /** Finishes what was left, then begins to tick, as `startEngine` does. */
  async start(): Promise<string | null> {
    const { context } = this;
    context.run.main = await context.gatekeeper.mainStatus();
    const found = await recover(context, undefined);
    this.#run.begin(context, { control: null, tools: null });
    return found;
  }

  async stop(mode: LeaveMode): Promise<void> {
    await this.#run.stop(mode).finally(this.#bus.close);
  }

  /** Ends everything where it stands; what was not committed is lost. */
  kill(): void {
    if (this.life.isDead) return;
    this.life.clock.isDead = true;
    const { world } = this.life;
    world.state.rollBack();
    world.broker.rollBack();
  }

  #wire(given: EngineGiven): Context {
    const { options, number, recorder, plant } = given;
    const { life } = this;
    const { clock, world } = life;
    const dice = new Dice(options.seed, 'engine', number);
    const { limits, landing } = options;
    const planted = plant ?? unplanted;
    const queue = recorder.watch(
      planted.queue(
        openQueue(
          this.db,
          () => clock.now(),
          (events) => {
            features.forget();
            this.#bus.published(events);
          },
        ),
        dice,
      ),
    );
    const features = new FeatureCache(() => queue.features.all());
    const stopping = new AbortController();
    const gateGiven = {
      dice: new Dice(options.seed, 'gate', number),
      testMsMax: options.testMsMax,
    };
    return {
      project: projectOf(landing),
      queue,
      models: openModels({
        db: this.db,
        now: () => clock.now(),
        config: { agents: {}, preset: 'balanced', budgets: options.budgets ?? {} },
        runPreset: null,
        agent: { name: 'simulated', settings: agentSettings },
        priceOf: () => null,
      }),
      broker: planted.broker(this.#openBroker(options, dice), dice),
      features,
      knowledge: seldomAsked(openKnowledge(this.db, () => clock.now())),
      worktrees: fakeWorktrees(life),
      gatekeeper: planted.gatekeeper(fakeGatekeeper(life, gateGiven), dice),
      clock,
      random: dice,
      limits,
      agent: { name: 'simulated', settings: agentSettings },
      agents: planted.agents(
        fakeAgents(life, {
          dice,
          killGraceMs: limits.killGraceMs,
          behave: given.behave ?? ((session, featureId) => behave(world, session, featureId)),
        }),
        world,
      ),
      feedback: feedbackOf(life),
      setUp: () => life.outside(() => setUp(world, dice)),
      disk: ampleDisk,
      readIntake: () => [],
      backups: { begin: () => undefined, end: () => Promise.resolve() },
      stopLeftRuns: () => life.outside(() => 0),
      testFramework: 'simulated',
      slots: makeSlots(options.slots),
      tools: null,
      claimInTurn: inTurn(),
      run: newRun(clock, queue.features.countIn('merged')),
      stopping: stopping.signal,
      stop: () => {
        stopping.abort();
      },
      failed: this.#run.failed,
      changed: this.#bus.changed,
      wake: this.#run.wake,
      transcribed: this.#bus.transcribed,
    };
  }

  #openBroker({ limits }: Options, dice: Dice) {
    const { clock, world } = this.life;
    const broker = openSqliteBroker(this.#brokerDb, {
      clock,
      random: dice,
      leaseDurationMs: limits.leaseDurationMs,
      sweepIntervalMs: fixedLimits.leaseSweepIntervalMs,
    });
    return faultyBroker(broker, {
      life: this.life,
      isDown: () => world.time.now < this.brokerDownUntil,
      isDeaf: () => world.time.now < this.beatsLostUntil,
      dice,
    });
  }
}

const agentSettings = { driver: 'command' as const, command: ['agent'] };

function requireSlot(context: Context, agent: string): Slot {
  const slot = context.slots.get(agent);
  if (slot === undefined) throw new AgentTuiError('usage', `no slot ${agent}`, { hint: '' });
  return slot;
}

/** The same attempt behaves the same, whatever happened around it. */
function behave(world: World, session: string, featureId: number) {
  const [feature = '', epoch = ''] = session.split('-');
  const dice = new Dice(world.seed, 'agent', feature, epoch);
  const behaviour = behaviourOf(dice, { session, featureId, isQuiet: world.isQuiet });
  if (world.time.now >= world.providerDownUntil) return behaviour;
  const crash = { afterMs: 30, act: { kind: 'crash', signal: 'SIGABRT' } } as const;
  return { ...behaviour, name: 'provider down', steps: [crash] };
}

function setUp(world: World, dice: Dice) {
  if (!world.isQuiet && dice.chance(0.03)) return { kind: 'failed', reason: 'npm ci' } as const;
  return { kind: 'done' } as const;
}

function feedbackOf(life: Life): Context['feedback'] {
  const { feedback } = life.world;
  return {
    path: (featureId) => `/state/logs/${String(featureId)}`,
    write: (featureId, text) =>
      life.outside(() =>
        effect('feedback.write', () => {
          feedback.set(featureId, text);
        }),
      ),
    read: (featureId) => life.outside(() => feedback.get(featureId)),
  };
}
