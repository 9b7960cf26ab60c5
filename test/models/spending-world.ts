import type { EngineEvent } from '../../src/engine/model/event.ts';
import { isUsedUp, type BudgetLimits, type SetBudget } from '../../src/engine/models/budget.ts';
import type { AgentProcess, Behaviour } from '../simulation/agent-process.ts';
import { Dice } from '../simulation/dice.ts';
import { simulatedLimits, type Options } from '../simulation/options.ts';
import { Recorder } from '../simulation/recorder.ts';
import { SimulatedEngine } from '../simulation/simulated-engine.ts';
import { World } from '../simulation/world.ts';

/** A turn takes a little longer than it takes to hear of the one before it (100 ms) and to stop an agent. */
const turnMs = { least: 125, most: 600 } as const;

/** When a scope had spent all that it may, and what could not be held back any more. */
interface Reached {
  readonly limitUsd: number;
  /** The turn that reached it, and those of others that were under way in the same scope. */
  readonly lastUsd: number;
  readonly underWayUsd: number;
}

/** What may be spent there, and whether the run ends by itself. */
export interface SpendingGiven {
  readonly budgets: BudgetLimits;
  readonly set?: readonly SetBudget[];
  readonly endsByItself?: boolean;
}

/** Many agents that spend money in turns, under a real engine in a simulated world. */
export class SpendingWorld {
  readonly world: World;
  readonly engine: SimulatedEngine;
  readonly dice: Dice;
  readonly events: EngineEvent[] = [];
  /** By `run`, `feature 3`, `agent agent-1`. */
  readonly reached = new Map<string, Reached>();
  readonly spent = new Map<string, number>();
  isFinished = false;
  error: unknown = null;
  readonly #limits: (key: string) => number | null;
  readonly #heardOf = new Set<AgentProcess>();

  constructor(seed: number, given: SpendingGiven) {
    const { budgets, set = [], endsByItself = true } = given;
    this.dice = new Dice(seed, 'spending');
    const options = optionsOf(seed, this.dice, budgets);
    this.world = new World(options);
    this.world.isQuiet = true;
    const recorder = new Recorder(this.world);
    const heard = recorder.heard.bind(recorder);
    recorder.heard = (event) => {
      this.events.push(event);
      heard(event);
    };
    this.engine = new SimulatedEngine(this.world, {
      ...{ options, number: 1, endsByItself, recorder, plant: null },
      behave: (session) => this.#behave(seed, session),
    });
    this.#limits = (key) => limitOf(key, budgets, set);
    const { context } = this.engine;
    context.queue.addFeatures(options.features);
    for (const budget of set) context.models.budgets.set(budget);
    const failed = (error: unknown) => {
      this.error = error;
    };
    this.engine.finished.then(() => {
      this.isFinished = true;
    }, failed);
    this.engine.start().catch(failed);
  }

  /** Turns the world until the run has ended, or so much of its time has gone by. */
  async turn(msMax: number): Promise<void> {
    const { time } = this.world;
    const until = time.now + msMax;
    while (!this.isFinished && this.error === null && time.now < until) {
      if (!time.step()) break;
      await new Promise((resolve) => {
        process.nextTick(resolve);
      });
      this.#listen();
    }
    if (this.error !== null) throw this.error as Error;
  }

  /** Lets the world go on until a person's word is answered. */
  async answered<Result>(word: Promise<Result>): Promise<Result> {
    const state = { isAnswered: false };
    const answer = () => {
      state.isAnswered = true;
    };
    word.then(answer, answer);
    for (let turns = 0; !state.isAnswered && turns < 100; turns += 1) await this.turn(100);
    return word;
  }

  /** Every process is heard before it can have ended its first turn. */
  #listen(): void {
    for (const process of this.world.processes) {
      if (this.#heardOf.has(process)) continue;
      this.#heardOf.add(process);
      let before = 0;
      process.onSpent.add(() => {
        const usd = process.spentUsd - before;
        before = process.spentUsd;
        for (const key of keysOf(process)) this.#spend(key, process, usd);
      });
    }
  }

  #spend(key: string, by: AgentProcess, usd: number): void {
    const now = (this.spent.get(key) ?? 0) + usd;
    this.spent.set(key, now);
    const limitUsd = this.#limits(key);
    if (limitUsd === null || this.reached.has(key)) return;
    if (!isUsedUp({ limitUsd, spentUsd: now })) return;
    // The turn that has just ended is the last one; the next of the same agent must not come to its end.
    const others = this.world.processes.filter((one) => one !== by && keysOf(one).includes(key));
    const underWayUsd = others.reduce((sum, one) => sum + one.turnUsd, 0);
    this.reached.set(key, { limitUsd, lastUsd: usd, underWayUsd });
  }

  /** The same attempt spends the same; some hand in what the gate rejects, so that features have many attempts. */
  #behave(seed: number, session: string): Behaviour {
    const [feature = '', epoch = ''] = session.split('-');
    const dice = new Dice(seed, 'turns', feature, epoch);
    const turns = Array.from({ length: dice.int(1, 8) }, () => ({
      afterMs: dice.int(turnMs.least, turnMs.most),
      act: { kind: 'spend', usd: dice.int(1, 100) / 100 } as const,
    }));
    const content = `${dice.chance(0.5) ? 'bad' : 'good'} of ${session}`;
    const edit = { kind: 'edit', path: `feature-${feature}`, content } as const;
    return {
      name: 'spending',
      steps: [
        ...turns,
        { afterMs: 10, act: edit },
        { afterMs: 10, act: { kind: 'exit', exitCode: 0 } },
      ],
      ...{ ignoresTerm: false, exitsOnTerm: false, unkillableForMs: 0 },
    };
  }
}

function keysOf({ featureId, agent }: AgentProcess): string[] {
  return ['run', `feature ${String(featureId)}`, `agent ${agent}`];
}

function limitOf(key: string, limits: BudgetLimits, set: readonly SetBudget[]): number | null {
  const [scope = '', name = ''] = key.split(' ');
  const own = set.find((budget) => budget.scope === scope && budget.name === name);
  const forAll = { run: limits.runUsd, feature: limits.featureUsd, agent: limits.agentUsd };
  return own?.limitUsd ?? forAll[scope as keyof typeof forAll] ?? null;
}

function optionsOf(seed: number, dice: Dice, budgets: BudgetLimits): Options {
  const features = Array.from({ length: dice.int(4, 9) }, (_, index) => ({
    ...{ name: `Feature ${String(index + 1)}`, description: '', category: 'general' },
    ...{ priority: 1, dependsOn: [], acceptance: '' },
  }));
  return {
    ...{ seed, slots: dice.int(2, 6), landing: 'ask', features, budgets },
    // Agents take their time here; nothing else should end them.
    limits: { ...simulatedLimits, sessionDurationMsMax: 60_000, stallAfterMs: 60_000 },
    ...{ delayMsMax: 5, testMsMax: 200, faults: [], quietAtMs: 0 },
  };
}
