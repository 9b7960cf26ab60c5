import type { ProcessIdentity } from '../model/session.ts';

/** One process as the operating system shows it. Zombies are never shown: they are dead. */
export interface ProcessRow {
  readonly identity: ProcessIdentity;
  readonly parentPid: number;
  /** The pid that leads its session; null when it is not known. */
  readonly sessionPid: number | null;
  readonly isStopped: boolean;
  /** Processor time so far. */
  readonly cpuMs: number;
  /** Whether the variable that was asked for is in its environment. */
  readonly isMarked: boolean;
}
