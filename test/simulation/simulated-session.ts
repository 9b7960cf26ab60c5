import type { LiveSession, SessionEnd } from '../../src/engine/agents/session.ts';
import { noUsage } from '../../src/engine/agents/usage.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import type { ProcessIdentity, SessionEnding } from '../../src/engine/model/session.ts';
import type { AgentProcess, Exit } from './agent-process.ts';
import type { Life } from './life.ts';

const killRounds = 5;
const roundMs = 20;
const adoptedLookMs = 250;

/** Ends everything that carries a marker: TERM, a grace, KILL; tells how many are still there. */
export async function stopProcesses(life: Life, marker: string, graceMs: number): Promise<number> {
  const { world } = life;
  const alive = () =>
    world.alive(marker).filter((one) => one.exit === null || !one.isDeafToEngines);
  const found = alive();
  if (found.length === 0) return 0;
  if (graceMs > 0) {
    for (const one of found) one.resume();
    for (const one of found) one.term();
    for (let ms = 0; ms < graceMs && alive().length > 0; ms += 100) await life.wait(100);
  }
  for (let round = 0; round < killRounds && alive().length > 0; round += 1) {
    for (const one of alive()) one.kill();
    await life.wait(roundMs);
  }
  return alive().length;
}

/** A session over a process of the world; its rules are those of `AgentSession`. */
export class SimulatedSession implements LiveSession {
  readonly id: string;
  readonly identity: ProcessIdentity;
  readonly startedAt: number;
  readonly ended: Promise<SessionEnd>;
  readonly #life: Life;
  readonly #process: AgentProcess;
  readonly #killGraceMs: number;
  /** Engine time minus world time, so that progress is told on the engine's clock. */
  readonly #offset: number;
  #turn: Promise<unknown> = Promise.resolve();
  #isPaused = false;
  #isLetGo = false;
  #asked: SessionEnding | null = null;
  #resumedAt: number;
  #giveUp: (exit: Exit) => void = () => undefined;
  /** What was read of what the process has spent. */
  #heardUsd: number;
  readonly #usageListeners = new Set<() => void>();

  constructor(
    life: Life,
    given: {
      readonly process: AgentProcess;
      readonly killGraceMs: number;
      readonly isChild: boolean;
    },
  ) {
    const { process } = given;
    this.#life = life;
    this.#process = process;
    this.#killGraceMs = given.killGraceMs;
    this.#offset = life.clock.monotonic() - life.world.time.now;
    this.#resumedAt = life.clock.monotonic();
    this.id = process.session;
    this.identity = { pid: process.pid, startTime: process.startTime, bootId: process.bootId };
    this.startedAt = life.clock.now();
    this.#heardUsd = process.spentUsd;
    process.onSpent.add(() => {
      life.clock.after(fixedLimits.tailIntervalMs, () => {
        this.#hearSpent();
      });
    });
    this.ended = new Promise<Exit>((resolve) => {
      this.#giveUp = resolve;
      this.#hear(given.isChild ? 1 : adoptedLookMs, resolve);
    }).then((exit) => (this.#isLetGo ? new Promise<never>(() => undefined) : this.#finish(exit)));
  }

  get paused(): boolean {
    return this.#isPaused;
  }

  progressAt(): number {
    return Math.max(this.#process.progressAt + this.#offset, this.#resumedAt);
  }

  usage() {
    if (this.#heardUsd === 0) return noUsage;
    return { ...noUsage, tokens: Math.round(this.#heardUsd * 1_000), costUsd: this.#heardUsd };
  }

  onUsage(listener: () => void) {
    this.#usageListeners.add(listener);
    return () => this.#usageListeners.delete(listener);
  }

  entries() {
    return [];
  }

  onEntries() {
    return () => undefined;
  }

  letGo(): void {
    this.#isLetGo = true;
  }

  pause(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isPaused || this.#asked !== null) return;
      this.#isPaused = true;
      await this.#life.pass();
      this.#process.stop();
    });
  }

  resume(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#isPaused) return;
      await this.#life.pass();
      this.#process.resume();
      this.#resumedAt = this.#life.clock.monotonic();
      this.#isPaused = false;
    });
  }

  async stop(ending: SessionEnding): Promise<void> {
    this.#asked ??= ending;
    await this.#inTurn(async () => {
      const survivors = await this.#stopAll(this.#killGraceMs);
      this.#isPaused = false;
      if (survivors > 0) this.#giveUp({ exitCode: null, signal: null });
    });
    await this.ended;
  }

  #stopAll(graceMs: number): Promise<number> {
    return stopProcesses(this.#life, this.#process.marker, graceMs);
  }

  #hearSpent(): void {
    if (this.#isLetGo || this.#heardUsd === this.#process.spentUsd) return;
    this.#heardUsd = this.#process.spentUsd;
    for (const listener of this.#usageListeners) listener();
  }

  #hear(delayMs: number, resolve: (exit: Exit) => void): void {
    const { clock } = this.#life;
    const process = this.#process;
    const tell = () => {
      clock.after(delayMs, () => {
        resolve(process.exit ?? { exitCode: null, signal: null });
      });
    };
    if (process.exit !== null) tell();
    else process.onExit.add(tell);
  }

  async #finish(exit: Exit): Promise<SessionEnd> {
    const asked = this.#asked;
    const survivors = await this.#inTurn(() => this.#stopAll(fixedLimits.drainMs));
    await this.#life.pass();
    this.#hearSpent();
    this.#isPaused = false;
    const ending = asked ?? endingOf(exit);
    const isPlain = exit.exitCode === 0 || ending === 'killed' || ending === 'discarded';
    return { ending, ...exit, detail: isPlain ? null : 'its last words', survivors };
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const next = this.#turn.then(act, act);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}

function endingOf({ exitCode, signal }: Exit): SessionEnding {
  if (signal !== null) return 'crashed';
  return exitCode === null ? 'lost' : 'exited';
}
