import type { Limits } from '../model/limits.ts';
import type { ProcessIdentity, SessionEnding, TranscriptEntry } from '../model/session.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import type { AgentSettings } from '../model/config.ts';
import type { SessionBrief } from './driver.ts';
import type { PriceOf } from '../models/prices.ts';
import type { Usage } from './usage.ts';

/** What a session needs from its surroundings. */
export interface SessionDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly logsDir: string;
  readonly limits: Pick<Limits, 'killGraceMs'>;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly priceOf: PriceOf;
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
  readonly identity: ProcessIdentity | null;
  /** Wall-clock milliseconds. */
  readonly startedAt: number;
  /** Monotonic time of the last output or computation. */
  progressAt(): number;
  usage(): Usage;
  /** Tells when the agent has said that it has used something. */
  onUsage(listener: () => void): () => void;
  readonly paused: boolean;
  /** Stops every process of the agent where it stands. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Leaves the agent running and lets go of it: nothing more is heard of it here. */
  letGo(): void;
  /** Ends every process of the agent; the first ending that is asked for counts. */
  stop(ending: SessionEnding): Promise<void>;
  readonly ended: Promise<SessionEnd>;
  onEntries(listener: (entries: TranscriptEntry[]) => void): () => void;
  entries(): readonly TranscriptEntry[];
}
