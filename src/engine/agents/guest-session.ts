import type { SessionEnding, TranscriptEntry } from '../model/session.ts';
import type { Clock } from '../platform/clock.ts';
import type { LiveSession, SessionEnd } from './live-session.ts';
import { noUsage, type Usage } from './usage.ts';

/**
 * The session of a program of the person that has claimed a feature through the tools. There is no process of ours: it lives
 * as long as it calls, and ends when it hands in, gives back, or is ended.
 */
export class GuestSession implements LiveSession {
  readonly id: string;
  readonly identity = null;
  readonly startedAt: number;
  readonly ended: Promise<SessionEnd>;
  readonly #begunAt: number;
  #end: (end: SessionEnd) => void = () => undefined;
  #isPaused = false;

  constructor(id: string, clock: Clock) {
    this.id = id;
    this.startedAt = clock.now();
    this.#begunAt = clock.monotonic();
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get paused(): boolean {
    return this.#isPaused;
  }

  /** What it does between its calls is not seen; its calls are counted with the slot's work. */
  progressAt(): number {
    return this.#begunAt;
  }

  usage(): Usage {
    return noUsage;
  }

  /** What it spends is the person's own. */
  onUsage(): () => void {
    return () => undefined;
  }

  entries(): readonly TranscriptEntry[] {
    return [];
  }

  onEntries(): () => void {
    return () => undefined;
  }

  /** The next engine finds its row, and keeps what is in its work tree. */
  letGo(): void {
    this.#end = () => undefined;
  }

  /** Its program cannot be stopped; its calls are refused meanwhile. */
  pause(): Promise<void> {
    this.#isPaused = true;
    return Promise.resolve();
  }

  resume(): Promise<void> {
    this.#isPaused = false;
    return Promise.resolve();
  }

  stop(ending: SessionEnding): Promise<void> {
    this.#end({ ending, exitCode: null, signal: null, detail: null, survivors: 0 });
    return Promise.resolve();
  }
}
