import { fixedLimits } from '../model/limits.ts';
import type { ProcessIdentity } from '../model/session.ts';
import type { Clock } from '../platform/clock.ts';
import { findTreeRows } from '../platform/process-tree.ts';
import type { TreeQuery } from '../platform/process-tree.ts';

/** Less processor time than this between two looks is an idle program that turns over. */
const cpuMsMin = 50;

/**
 * Looks at the processes of a session now and then: whether they compute, and who they are, so that one that later
 * clears its traces is still known.
 */
export class SessionProgress {
  readonly #clock: Clock;
  readonly #query: TreeQuery;
  readonly #cancel: () => void;
  #known: readonly ProcessIdentity[] = [];
  #cpuMs = new Map<string, number>();
  #workedAt: number;
  #isLooking = false;
  #isPaused = false;

  constructor(clock: Clock, query: TreeQuery) {
    this.#clock = clock;
    this.#query = query;
    this.#workedAt = clock.monotonic();
    this.#cancel = clock.every(fixedLimits.progressIntervalMs, () => {
      if (!this.#isLooking && !this.#isPaused) void this.look();
    });
  }

  /** Monotonic time at which the processes were last seen to have computed. */
  workedAt(): number {
    return this.#workedAt;
  }

  /** How to find the processes of the session, with those that were seen before. */
  query(): TreeQuery {
    return { ...this.#query, known: this.#known };
  }

  /** Time in which nobody may work does not count as idle. */
  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#workedAt = this.#clock.monotonic();
  }

  /** One look at the process table; a table that cannot be read says nothing about the agent. */
  async look(): Promise<void> {
    this.#isLooking = true;
    try {
      const rows = await findTreeRows(this.query());
      this.#known = rows.map((row) => row.identity);
      let workedMs = 0;
      const cpuMs = new Map<string, number>();
      for (const { identity, cpuMs: now } of rows) {
        const key = `${String(identity.pid)}@${identity.startTime ?? ''}`;
        cpuMs.set(key, now);
        workedMs += now - (this.#cpuMs.get(key) ?? 0);
      }
      this.#cpuMs = cpuMs;
      if (workedMs >= cpuMsMin) this.#workedAt = this.#clock.monotonic();
    } catch {
      this.#workedAt = this.#clock.monotonic();
    } finally {
      this.#isLooking = false;
    }
  }

  stop(): void {
    this.#cancel();
  }
}
