import { fixedLimits } from '../model/limits.ts';
import type { ProcessIdentity, SessionEnding, TranscriptEntry } from '../model/session.ts';
import type { EarlierProcess, ProcessExit, RunningProcess } from '../platform/commands.ts';
import type { Traces } from '../platform/process-row.ts';
import { freezeTree, stopTree, thawTree } from '../platform/process-tree.ts';
import type { LiveSession, SessionDeps, SessionEnd, SessionOptions } from './live-session.ts';
import type { SessionOutput } from './session-output.ts';
import { SessionProgress } from './session-progress.ts';
import type { Usage } from './usage.ts';

/** A session whose process runs, started by us or taken over. */
export class AgentSession implements LiveSession {
  readonly id: string;
  readonly identity: ProcessIdentity;
  readonly startedAt: number;
  readonly ended: Promise<SessionEnd>;
  readonly #deps: SessionDeps;
  readonly #output: SessionOutput;
  readonly #progress: SessionProgress;
  readonly #started: RunningProcess | EarlierProcess;
  /** Signals to the tree are sent one after another: a stop must not meet a pause half-way. */
  #turn: Promise<unknown> = Promise.resolve();
  #isPaused = false;
  #isLetGo = false;
  #asked: SessionEnding | null = null;
  #giveUp: (exit: ProcessExit) => void = () => undefined;

  constructor(
    deps: SessionDeps,
    options: Pick<SessionOptions, 'id' | 'marker'>,
    parts: {
      output: SessionOutput;
      started: RunningProcess | EarlierProcess;
      traces: Traces;
      /** Of one that is taken over: wall-clock milliseconds. */
      startedAt?: number;
    },
  ) {
    const { output, started, traces } = parts;
    this.id = options.id;
    this.identity = started.identity;
    this.startedAt = parts.startedAt ?? deps.clock.now();
    this.#deps = deps;
    this.#output = output;
    this.#started = started;
    const { marker } = options;
    const query = { root: started.identity, marker, traces };
    this.#progress = new SessionProgress(deps.clock, query);
    const givenUp = new Promise<ProcessExit>((resolve) => {
      this.#giveUp = resolve;
    });
    this.ended = Promise.race([started.exited, givenUp]).then((exit) =>
      // Somebody else will hear of it, and finish it.
      this.#isLetGo ? new Promise<never>(() => undefined) : this.#finish(exit),
    );
  }

  get paused(): boolean {
    return this.#isPaused;
  }

  progressAt(): number {
    return Math.max(this.#output.heardAt(), this.#progress.workedAt());
  }

  usage(): Usage {
    return this.#output.usage();
  }

  onUsage(listener: () => void): () => void {
    return this.#output.onUsage(listener);
  }

  entries(): readonly TranscriptEntry[] {
    return this.#output.entries();
  }

  onEntries(listener: (entries: TranscriptEntry[]) => void): () => void {
    return this.#output.onEntries(listener);
  }

  letGo(): void {
    this.#progress.stop();
    this.#output.letGo();
    this.#started.letGo();
    this.#isLetGo = true;
  }

  pause(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isPaused || this.#asked !== null) return;
      this.#isPaused = true;
      this.#progress.pause(true);
      await freezeTree(this.#progress.query(), this.#deps.clock);
    });
  }

  resume(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#isPaused) return;
      await thawTree(this.#progress.query(), this.#deps.clock);
      this.#progress.pause(false);
      this.#isPaused = false;
    });
  }

  async stop(ending: SessionEnding): Promise<void> {
    this.#asked ??= ending;
    await this.#inTurn(async () => {
      const { survivors } = await this.#stopTree(this.#deps.limits.killGraceMs);
      this.#isPaused = false;
      // A process that even KILL could not end must not hold up the engine.
      if (survivors.length > 0) this.#giveUp({ exitCode: null, signal: null });
    });
    await this.ended;
  }

  #stopTree(graceMs: number) {
    const { clock } = this.#deps;
    return stopTree({ ...this.#progress.query(), graceMs, clock });
  }

  async #finish(exit: ProcessExit): Promise<SessionEnd> {
    this.#progress.stop();
    const asked = this.#asked;
    const { survivors } = await this.#inTurn(() => this.#stopTree(fixedLimits.drainMs));
    await this.#output.end();
    this.#isPaused = false;
    const ending = asked ?? endingOf(exit);
    const isPlain = exit.exitCode === 0 || ending === 'killed' || ending === 'discarded';
    const detail = isPlain ? null : this.#output.lastWords();
    return { ending, ...exit, detail, survivors: survivors.length };
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const next = this.#turn.then(act, act);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}

/** Without code and signal nobody was there when it ended, and nothing kept how. */
function endingOf({ exitCode, signal }: ProcessExit): SessionEnding {
  if (signal !== null) return 'crashed';
  return exitCode === null ? 'lost' : 'exited';
}
