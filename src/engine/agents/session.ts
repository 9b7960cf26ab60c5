import type { AgentSettings } from '../model/config.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import type { Limits } from '../model/limits.ts';
import type { ProcessIdentity, SessionEnding, TranscriptEntry } from '../model/session.ts';
import { agentEnvironment } from '../platform/child-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { startProcess } from '../platform/commands.ts';
import type { ProcessExit, RunningProcess } from '../platform/commands.ts';
import { ensurePrivateDir } from '../platform/files.ts';
import { freezeTree, stopTree, thawTree } from '../platform/process-tree.ts';
import type { Random } from '../platform/random.ts';
import type { SessionBrief } from './driver.ts';
import { driverNamed } from './drivers/index.ts';
import { SessionOutput } from './session-output.ts';
import type { Usage } from './session-output.ts';
import { SessionProgress } from './session-progress.ts';
import { rawLogFile } from './transcript.ts';

/** What a session needs from its surroundings. */
export interface SessionDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly logsDir: string;
  readonly limits: Pick<Limits, 'killGraceMs'>;
  readonly baseEnv: NodeJS.ProcessEnv;
}

/** What to run, and the names under which it is recorded; the marker is stored before anything is started. */
export interface SessionOptions {
  readonly brief: SessionBrief;
  readonly settings: AgentSettings;
  readonly marker: string;
  readonly id: string;
}

/** How a session ended; `exited` covers every exit code. */
export interface SessionEnd {
  readonly ending: SessionEnding;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last words of the agent, or why it was not started; null after an end that needs no explanation. */
  readonly detail: string | null;
  /** Processes that could not be ended. */
  readonly survivors: number;
}

/** One running agent. */
export interface LiveSession {
  readonly id: string;
  readonly brief: SessionBrief;
  readonly identity: ProcessIdentity | null;
  /** Wall-clock milliseconds. */
  readonly startedAt: number;
  /** Monotonic time of the last output or computation. */
  progressAt(): number;
  usage(): Usage;
  readonly paused: boolean;
  /** Stops every process of the agent where it stands. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends every process of the agent; the first ending that is asked for counts. */
  stop(ending: SessionEnding): Promise<void>;
  readonly ended: Promise<SessionEnd>;
  onEntries(listener: (entries: TranscriptEntry[]) => void): () => void;
  entries(): readonly TranscriptEntry[];
}

/** Starts an agent in its worktree. An agent that cannot be started is a session that has ended as `not-started`. */
export async function startSession(
  deps: SessionDeps,
  options: SessionOptions,
): Promise<LiveSession> {
  const { brief, settings, id, marker } = options;
  await ensurePrivateDir(deps.logsDir);
  const driver = driverNamed(settings.driver);
  const spec = driver.start(brief, settings);
  const { clock, logsDir } = deps;
  const output = new SessionOutput({ clock, logsDir, id, reader: driver.reader() });
  output.prompt(brief.prompt);
  try {
    const started = await startProcess({
      argv: spec.argv,
      cwd: brief.worktree,
      env: agentEnvironment(deps.baseEnv, spec.env),
      stdin: spec.stdin,
      marker,
      outputFile: rawLogFile(logsDir, id),
    });
    if (started.kind === 'running') return new AgentSession(deps, options, { output, started });
    return await notStarted(deps, options, {
      output,
      detail: `${driver.program(settings)} was not found`,
    });
  } catch (error) {
    await output.end();
    if (!(error instanceof AgentTuiError)) throw error;
    return notStarted(deps, options, { output, detail: error.message });
  }
}

async function notStarted(
  deps: SessionDeps,
  options: SessionOptions,
  failure: { output: SessionOutput; detail: string },
): Promise<LiveSession> {
  const { output, detail } = failure;
  await output.end();
  output.note(detail);
  const startedAt = deps.clock.monotonic();
  const nothing = { exitCode: null, signal: null, survivors: 0 };
  return {
    id: options.id,
    brief: options.brief,
    identity: null,
    startedAt: deps.clock.now(),
    progressAt: () => startedAt,
    usage: () => output.usage(),
    paused: false,
    pause: () => Promise.resolve(),
    resume: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    ended: Promise.resolve({ ending: 'not-started', detail, ...nothing }),
    onEntries: (listener) => output.onEntries(listener),
    entries: () => output.entries(),
  };
}

class AgentSession implements LiveSession {
  readonly id: string;
  readonly brief: SessionBrief;
  readonly identity: ProcessIdentity;
  readonly startedAt: number;
  readonly ended: Promise<SessionEnd>;
  readonly #deps: SessionDeps;
  readonly #output: SessionOutput;
  readonly #progress: SessionProgress;
  /** Signals to the tree are sent one after another: a stop must not meet a pause half-way. */
  #turn: Promise<unknown> = Promise.resolve();
  #isPaused = false;
  #asked: SessionEnding | null = null;
  #giveUp: (exit: ProcessExit) => void = () => undefined;

  constructor(
    deps: SessionDeps,
    options: SessionOptions,
    parts: { output: SessionOutput; started: RunningProcess },
  ) {
    const { output, started } = parts;
    this.id = options.id;
    this.brief = options.brief;
    this.identity = started.identity;
    this.startedAt = deps.clock.now();
    this.#deps = deps;
    this.#output = output;
    const query = { root: started.identity, marker: options.marker };
    this.#progress = new SessionProgress(deps.clock, query);
    const givenUp = new Promise<ProcessExit>((resolve) => {
      this.#giveUp = resolve;
    });
    this.ended = Promise.race([started.exited, givenUp]).then((exit) => this.#finish(exit));
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

  entries(): readonly TranscriptEntry[] {
    return this.#output.entries();
  }

  onEntries(listener: (entries: TranscriptEntry[]) => void): () => void {
    return this.#output.onEntries(listener);
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
    const ending = asked ?? (exit.signal === null ? 'exited' : 'crashed');
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
