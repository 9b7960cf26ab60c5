import type { LeaveMode } from '../../src/engine/engine-contract.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import { onEffect } from '../../src/engine/platform/effect.ts';
import { ArmedFaults } from './armed-faults.ts';
import { checkNothingRuns, checkRows, LastLook, type Looked } from './checks.ts';
import { Dice } from './dice.ts';
import { disturb, isDone, isFault, mend, openWords } from './disturb.ts';
import { doToWorld, healMain, sayWord } from './do-fault.ts';
import type { Fault } from './faults.ts';
import { EngineDied } from './life.ts';
import type { Options } from './options.ts';
import type { Plant } from './planted.ts';
import { Recorder } from './recorder.ts';
import { SimulatedEngine } from './simulated-engine.ts';
import { World } from './world.ts';

/** So long after the last fault everything must have come to an end. */
const quietMsMax = 240_000;
const lookAroundMs = 2_500;

/** Turns one seed's world from its first engine to its end. */
export class Simulation {
  readonly world: World;
  readonly recorder: Recorder;
  readonly faultsDone = new Map<string, number>();
  engines = 0;
  readonly #options: Options;
  readonly #plant: Plant | null;
  readonly #dice: Dice;
  #engine: SimulatedEngine | null = null;
  /** Whether the engine is up: it has recovered and is not told to stop. */
  #isUp = false;
  #isOver = false;
  readonly #armed = new ArmedFaults();
  readonly #lastLook = new LastLook();

  constructor(options: Options, plant: Plant | null) {
    this.#options = options;
    this.#plant = plant;
    this.#dice = new Dice(options.seed, 'simulation');
    this.world = new World(options);
    this.recorder = new Recorder(this.world);
  }

  async run(): Promise<void> {
    const { time } = this.world;
    onEffect((name, moment) => {
      this.#atMoment(name, moment);
    });
    try {
      for (const fault of this.#options.faults) time.at(fault.at, () => this.#do(fault));
      time.at(this.#options.quietAtMs, () => this.#quiet());
      this.#begin();
      while (!this.#isOver && this.world.violation === null) {
        if (!time.step()) throw new Error('nothing will ever happen again');
        await turn();
        if (time.now > this.#options.quietAtMs + quietMsMax) {
          this.world.broken('I11 after the last fault every feature ends', openWords(this.#engine));
        }
      }
    } finally {
      onEffect(null);
      this.#engine?.kill();
    }
  }

  #begin(): void {
    const { world, recorder } = this;
    this.engines += 1;
    const engine = new SimulatedEngine(world, {
      options: this.#options,
      number: this.engines,
      endsByItself: world.isQuiet || this.#dice.chance(0.3),
      recorder,
      plant: this.#plant,
    });
    this.#engine = engine;
    recorder.note(`engine ${String(this.engines)} starts`);
    if (this.engines === 1) engine.context.queue.addFeatures(this.#options.features);
    engine.finished.then(
      () => this.#ended(engine),
      (error: unknown) => this.#broken(engine, error),
    );
    engine.start().then(
      () => this.#started(engine),
      (error: unknown) => this.#broken(engine, error),
    );
  }

  #started(engine: SimulatedEngine): void {
    if (engine.life.isDead) return;
    this.#isUp = true;
    this.#look();
  }

  /** An engine that a fault keeps from coming up, or ends, is started again, as a person would. */
  #broken(engine: SimulatedEngine, error: unknown): void {
    if (engine.life.isDead) return;
    if (isFault(error)) this.#end(engine);
    else this.#bug(engine, error);
  }

  #ended(engine: SimulatedEngine): void {
    if (engine.life.isDead) return;
    const { world } = this;
    this.#look();
    if (world.isQuiet && isDone(engine)) {
      const isSame = this.#lastLook.look(this.#looked(engine));
      // One seed in eight is started once more, which must change nothing.
      this.#isOver = isSame || this.#options.seed % 8 !== 0;
    }
    if (!this.#isOver) this.#end(engine);
  }

  /** The engine is gone; after a while somebody starts the next one. */
  #end(engine: SimulatedEngine): void {
    engine.kill();
    if (this.#engine !== engine) return;
    this.#engine = null;
    this.#isUp = false;
    this.#armed.disarm();
    this.world.time.at(this.world.time.now + this.#dice.int(20, 2_500), () => {
      if (this.#engine === null) this.#begin();
    });
  }

  #bug(engine: SimulatedEngine, error: unknown): void {
    if (engine.life.isDead) return;
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.world.broken('no bug ends a run', words);
  }

  #do(fault: Fault): void {
    const { world, recorder } = this;
    const { kind } = fault;
    const engine = this.#engine;
    recorder.note(`--- ${kind} ${String(fault.choice)}`);
    this.faultsDone.set(kind, (this.faultsDone.get(kind) ?? 0) + 1);
    if (doToWorld({ world, engine, fault }) || engine === null) return;
    if (fault.endsEngine) this.#endBy(engine, fault);
    else if (fault.kind === 'effect-fails') this.#armed.arm(fault);
    else if (!disturb(engine, fault) && this.#isUp) {
      sayWord(engine, fault)?.catch((error: unknown) => {
        if (!isFault(error)) this.#bug(engine, error);
      });
    }
    if (this.#engine === engine && !engine.life.isDead) this.#look();
  }

  #endBy(engine: SimulatedEngine, fault: Fault): void {
    const { world } = this;
    switch (fault.kind) {
      case 'engine-killed-at':
        this.#armed.arm(fault);
        return;
      case 'stop-checkpoint':
        this.#stop(engine, 'checkpoint-and-stop');
        return;
      case 'stop-leave':
        this.#stop(engine, 'leave-running');
        return;
      case 'reboot':
        world.reboot();
        this.#kill(engine, fault);
        return;
      default:
        this.#kill(engine, fault);
    }
  }

  #kill(engine: SimulatedEngine, fault: Fault): void {
    this.#end(engine);
    if (fault.losesBroker) this.world.broker.empty();
  }

  #stop(engine: SimulatedEngine, mode: LeaveMode): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    engine.stop(mode).then(
      () => {
        if (mode === 'checkpoint-and-stop' && !engine.life.isDead) checkNothingRuns(this.world);
      },
      (error: unknown) => {
        this.#broken(engine, error);
      },
    );
  }

  #atMoment(name: string, moment: 'before' | 'after'): void {
    const engine = this.#engine;
    if (engine === null || engine.life.isDead) throw new EngineDied();
    const fault = this.#armed.strikesAt(name, moment);
    if (fault === undefined) return;
    this.recorder.note(`--- ${fault.kind} ${moment} ${name}`);
    if (fault.kind === 'effect-fails') {
      throw new AgentTuiError('environment', `${name} failed ${moment}`, { hint: 'wait' });
    }
    this.#kill(engine, fault);
    throw new EngineDied();
  }

  /** From now on nothing goes wrong, and the person puts in order what is theirs. */
  #quiet(): void {
    const { world } = this;
    world.isQuiet = true;
    world.gateBrokenUntil = 0;
    world.providerDownUntil = 0;
    this.#armed.disarm();
    this.recorder.note('--- nothing goes wrong any more');
    const engine = this.#engine;
    if (engine !== null) {
      mend(engine);
      const mode = this.#dice.chance(0.5) ? 'leave-running' : 'checkpoint-and-stop';
      if (!engine.endsByItself) this.#stop(engine, mode);
    }
    this.#putInOrder();
  }

  #putInOrder(): void {
    const { world } = this;
    const engine = this.#engine;
    healMain(world);
    // Again and again: an engine that is on its way down cannot be told to end by itself.
    if (engine !== null && this.#isUp) {
      if (!engine.endsByItself) this.#stop(engine, 'checkpoint-and-stop');
      const { person, context } = engine;
      const words = [person.resumeAll(), ...[...context.slots.keys()].map(person.resumeAgent)];
      Promise.all(words).catch((error: unknown) => {
        this.#bug(engine, error);
      });
      this.#look();
    }
    world.time.at(world.time.now + lookAroundMs, () => this.#putInOrder());
  }

  #look(): void {
    if (this.#engine !== null) checkRows(this.#looked(this.#engine));
  }

  #looked(engine: SimulatedEngine): Looked {
    return { world: this.world, recorder: this.recorder, db: engine.db, options: this.#options };
  }
}

/** Lets everything that has been promised happen: a next tick comes after all of it, and needs no turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}
