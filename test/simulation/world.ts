import type { MergeRecord } from '../../src/engine/gatekeeper/index.ts';
import { AgentProcess, type ProcessPlan } from './agent-process.ts';
import { emptyDatabases } from './databases.ts';
import { Dice } from './dice.ts';
import { Objects } from './objects.ts';
import type { SlotTree } from './slot-tree.ts';
import type { SharedDatabase } from './shared-database.ts';
import { isGreen } from './tests-of-tree.ts';
import { Violation } from './violation.ts';
import { VirtualTime } from './virtual-time.ts';

/** Whether the person has their branch checked out, and how. */
export type Checkout = 'none' | 'clean' | 'dirty';

/** Everything outside of the engine: what it does there stays when it dies. */
export class World {
  readonly seed: number;
  readonly time = new VirtualTime();
  readonly objects = new Objects();
  readonly gateRefs = new Map<string, string>();
  readonly personRefs = new Map<string, string>();
  readonly slots = new Map<string, SlotTree>();
  readonly processes: AgentProcess[] = [];
  readonly exitFiles = new Map<string, { exitCode: number | null; signal: string | null }>();
  readonly feedback = new Map<number, string>();
  /** Trees that the gate has run and seen pass, by gate hash. */
  readonly passed = new Set<string>();
  /** Every commit that verified main has moved to. */
  readonly landed: string[] = [];
  /** What the commits tell that merged candidates, by commit. */
  readonly merges = new Map<string, MergeRecord>();
  readonly firstMain: string;
  readonly state: SharedDatabase;
  readonly broker: SharedDatabase;
  checkout: Checkout = 'none';
  bootId = 'boot-1';
  /** Nothing goes wrong any more. */
  isQuiet = false;
  /** Until then the gate's runs fail by themselves. */
  gateBrokenUntil = 0;
  /** Until then agents die as soon as they are started. */
  providerDownUntil = 0;
  /** The first promise that was broken. */
  violation: Violation | null = null;
  readonly #delays: Dice;
  readonly #delayMsMax: number;
  #pids = 1000;

  constructor(given: { readonly seed: number; readonly delayMsMax: number }) {
    this.seed = given.seed;
    const { state, broker } = emptyDatabases();
    this.state = state;
    this.broker = broker;
    this.#delays = new Dice(given.seed, 'delays');
    this.#delayMsMax = given.delayMsMax;
    const tree = this.objects.tree(new Map([['base', 'base']]));
    this.firstMain = this.objects.commit(tree, [], 'first commit');
    this.gateRefs.set('main', this.firstMain);
    this.personRefs.set('main', this.firstMain);
    this.personRefs.set('agent-tui/main', this.firstMain);
  }

  /** How long something outside takes; often it is not worth telling. */
  delayMs(): number {
    return this.#delays.chance(0.5) ? 0 : this.#delays.int(1, this.#delayMsMax);
  }

  spawn(plan: Omit<ProcessPlan, 'pid'>): AgentProcess {
    this.#pids += 1;
    const process = new AgentProcess(this, { ...plan, pid: this.#pids });
    for (const other of this.processes) this.#refuseSecond(process, other);
    this.processes.push(process);
    return process;
  }

  /** The processes of a session that are still there. */
  alive(marker: string): AgentProcess[] {
    return this.processes.filter((one) => one.marker === marker && one.isAlive);
  }

  slot(agent: string): SlotTree {
    let slot = this.slots.get(agent);
    if (slot === undefined) {
      slot = { agent, files: new Map(), head: this.firstMain, start: null, isFresh: true };
      this.slots.set(agent, slot);
    }
    return slot;
  }

  /** The machine stops and starts again: no process is there any more. */
  reboot(): void {
    for (const one of this.processes) one.vanish();
    this.bootId = `boot-${String(this.time.now)}`;
  }

  /** Verified main moves, by whoever holds the gate. */
  moveMain(commit: string): void {
    const tree = this.objects.treeOf(commit);
    this.gateRefs.set('main', commit);
    this.landed.push(commit);
    const isRun = [...this.passed].some((key) => key.startsWith(`${tree} `));
    if (!isRun || !isGreen(this.objects.files(tree))) {
      this.broken('I1 main only moves to trees that passed', `${commit} (${tree}) was not run`);
    }
  }

  broken(promise: Violation['promise'], what: string): Violation {
    const violation = new Violation(promise, what);
    this.violation ??= violation;
    return violation;
  }

  /** Whether refs of gate.git keep a commit. */
  isKept(commit: string): boolean {
    return this.objects.reachable(this.gateRefs.values()).has(commit);
  }

  #refuseSecond(process: AgentProcess, other: AgentProcess): void {
    if (!other.isAlive || other.isUnkillable) return;
    const isSame = other.featureId === process.featureId || other.agent === process.agent;
    if (!isSame) return;
    const words = (one: AgentProcess) => `${one.session} in ${one.agent}`;
    this.broken(
      'I3 no feature has two holders, a result counts once',
      `${words(process)} was started while ${words(other)} was still there`,
    );
  }
}
