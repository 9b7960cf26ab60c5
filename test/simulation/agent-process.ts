import { isBad } from './tests-of-tree.ts';
import type { Objects } from './objects.ts';
import type { SlotTree } from './slot-tree.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One thing that an agent does after a while. */
export interface WorkStep {
  readonly afterMs: number;
  readonly act:
    | { readonly kind: 'edit'; readonly path: string; readonly content: string }
    | { readonly kind: 'commit' }
    | { readonly kind: 'think' }
    /** The end of a turn, which costs something. */
    | { readonly kind: 'spend'; readonly usd: number }
    /** Makes every file whole that a merge or an earlier attempt left broken. */
    | { readonly kind: 'mend' }
    | { readonly kind: 'fork' }
    | { readonly kind: 'exit'; readonly exitCode: number }
    | { readonly kind: 'crash'; readonly signal: string };
}

/** How an agent's program behaves. */
export interface Behaviour {
  readonly name: string;
  readonly steps: readonly WorkStep[];
  readonly ignoresTerm: boolean;
  /** Ends the way of its program also when it is told to end. */
  readonly exitsOnTerm: boolean;
  /** Nothing can end it before this time: a wait that cannot be interrupted. */
  readonly unkillableForMs: number;
}

/** What a process is started as. */
export interface ProcessPlan {
  readonly pid: number;
  readonly marker: string;
  readonly session: string;
  readonly agent: string;
  readonly featureId: number;
  readonly epoch: number;
  readonly behaviour: Behaviour;
}

/** How a program ended. */
export interface Exit {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** What a process meets: the machine that it runs on, and the files that it was given. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly bootId: string;
  readonly objects: Objects;
  readonly exitFiles: Map<string, Exit>;
  slot(agent: string): SlotTree;
}

/** An agent's program with all that it has forked; it knows nothing of engines. */
export class AgentProcess {
  readonly pid: number;
  readonly marker: string;
  readonly session: string;
  readonly agent: string;
  readonly featureId: number;
  readonly behaviour: Behaviour;
  readonly startTime: string;
  readonly bootId: string;
  exit: Exit | null = null;
  daemons = 0;
  /** A planted bug: what it has forked is not looked for. */
  isDeafToEngines = false;
  /** World time of the last output. */
  progressAt: number;
  readonly onExit = new Set<() => void>();
  spentUsd = 0;
  readonly onSpent = new Set<() => void>();
  readonly #world: Surroundings;
  readonly #unkillableUntil: number;
  #isStopped = false;
  #place = 0;
  #cancel: () => void = () => undefined;
  #dueAt = 0;
  #restMs = 0;

  constructor(world: Surroundings, plan: ProcessPlan) {
    this.#world = world;
    this.pid = plan.pid;
    this.marker = plan.marker;
    this.session = plan.session;
    this.agent = plan.agent;
    this.featureId = plan.featureId;
    this.behaviour = plan.behaviour;
    this.startTime = String(world.time.now);
    this.bootId = world.bootId;
    this.progressAt = world.time.now;
    this.#unkillableUntil = world.time.now + plan.behaviour.unkillableForMs;
    this.#await(plan.behaviour.steps[0]?.afterMs ?? null);
  }

  /** Whether anything of it is there. */
  get isAlive(): boolean {
    return this.exit === null || this.daemons > 0;
  }

  get isUnkillable(): boolean {
    return this.behaviour.unkillableForMs > 0;
  }

  /** What the turn that is under way will cost; 0 when none is. */
  get turnUsd(): number {
    if (this.exit !== null) return 0;
    const step = this.behaviour.steps[this.#place];
    return step?.act.kind === 'spend' ? step.act.usd : 0;
  }

  term(): void {
    const { ignoresTerm, exitsOnTerm } = this.behaviour;
    if (ignoresTerm || this.#isHeld()) return;
    if (!this.isDeafToEngines) this.daemons = 0;
    this.#end(exitsOnTerm ? { exitCode: 0, signal: null } : { exitCode: null, signal: 'SIGTERM' });
  }

  /** What waits where nobody can interrupt it does nothing more, and ends when its wait does. */
  kill(): void {
    if (this.#isHeld()) {
      this.#cancel();
      this.#world.time.at(this.#unkillableUntil, () => {
        this.kill();
      });
      return;
    }
    if (!this.isDeafToEngines) this.daemons = 0;
    this.#end({ exitCode: null, signal: 'SIGKILL' });
  }

  /** The machine stops: nothing is kept, not even how it ended. */
  vanish(): void {
    this.daemons = 0;
    this.#cancel();
    this.exit ??= { exitCode: null, signal: null };
  }

  stop(): void {
    if (this.#isStopped || this.exit !== null) return;
    this.#isStopped = true;
    this.#restMs = Math.max(0, this.#dueAt - this.#world.time.now);
    this.#cancel();
  }

  resume(): void {
    if (!this.#isStopped || this.exit !== null) return;
    this.#isStopped = false;
    if (this.#place < this.behaviour.steps.length) this.#await(this.#restMs);
  }

  #isHeld(): boolean {
    return this.#world.time.now < this.#unkillableUntil;
  }

  #await(afterMs: number | null): void {
    if (afterMs === null) return;
    const { time } = this.#world;
    this.#dueAt = time.now + afterMs;
    this.#cancel = time.at(this.#dueAt, () => {
      this.#step();
    });
  }

  #step(): void {
    const step = this.behaviour.steps[this.#place];
    if (step === undefined || this.exit !== null) return;
    this.#place += 1;
    this.progressAt = this.#world.time.now;
    const slot = this.#world.slot(this.agent);
    const { objects } = this.#world;
    switch (step.act.kind) {
      case 'edit':
        slot.files.set(step.act.path, step.act.content);
        slot.isFresh = false;
        break;
      case 'commit':
        slot.head = objects.commit(
          objects.tree(slot.files),
          [slot.head],
          `work ${String(this.#place)} of ${this.session}`,
        );
        slot.isFresh = false;
        break;
      case 'mend':
        for (const [path, content] of slot.files) {
          if (isBad(content)) slot.files.set(path, `mended by ${this.session}`);
        }
        slot.isFresh = false;
        break;
      case 'think':
        break;
      case 'spend':
        this.spentUsd += step.act.usd;
        for (const listener of this.onSpent) listener();
        break;
      case 'fork':
        this.daemons += 1;
        break;
      case 'exit':
        this.#end({ exitCode: step.act.exitCode, signal: null });
        return;
      case 'crash':
        this.#end({ exitCode: null, signal: step.act.signal });
        return;
    }
    this.#await(this.behaviour.steps[this.#place]?.afterMs ?? null);
  }

  #end(exit: Exit): void {
    if (this.exit !== null) return;
    this.#cancel();
    this.exit = exit;
    this.#world.exitFiles.set(this.session, exit);
    for (const listener of this.onExit) listener();
  }
}
