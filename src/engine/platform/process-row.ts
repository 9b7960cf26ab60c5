import type { ProcessIdentity } from '../model/session.ts';

/** Where a session's processes are, apart from who started them: by this one that has shed its marker is known. */
export interface Traces {
  /** The directory that was made for the session alone. */
  readonly workDir: string;
  /** The file that its output goes to. */
  readonly outputFile: string;
}

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
  /**
   * What else shows whose it is: it prints into the output file, or it works in the directory while nothing shows that a
   * person started it. Null where that was not asked for or cannot be seen.
   */
  readonly trace: 'output' | 'place' | null;
}

/** What is looked for in the process table. */
export interface TableQuery {
  /** `NAME=value` in the environment. */
  readonly variable: string;
  readonly traces?: Traces | undefined;
}
