import type { Unsubscribe } from './bus.ts';
import type { Checkpoint } from './model/checkpoint.ts';
import type { EngineEvent, RunSummary } from './model/event.ts';
import type { Feature, FeatureDraft } from './model/feature.ts';
import type { LandingOutcome } from './model/landing.ts';
import type { TranscriptEntry } from './model/session.ts';
import type { EngineStats } from './model/stats.ts';
import type { EngineView } from './model/view.ts';
import type { OpenToolServer } from './tool-host/tool-server.ts';

/** One engine on one project: what the screen and the commands see of it. */
export interface Engine {
  /** Everything the screen shows, as it is now. */
  view(): EngineView;
  /** What was learned of models and what it cost; reads the database, so it is asked for and not part of every view. */
  stats(): EngineStats;
  /** A new view is there; told at most ten times a second. */
  onChange(listener: () => void): Unsubscribe;
  onEvent(listener: (event: EngineEvent) => void): Unsubscribe;
  /** What the live or the last session of a slot printed. */
  transcript(agent: string): readonly TranscriptEntry[];
  onTranscript(listener: (agent: string, entries: readonly TranscriptEntry[]) => void): Unsubscribe;
  pauseAll(reason?: string): Promise<void>;
  resumeAll(): Promise<void>;
  pauseAgent(agent: string): Promise<void>;
  resumeAgent(agent: string): Promise<void>;
  /** Ends its processes, keeps its work as a checkpoint and queues the feature again without a charge. */
  killAgent(agent: string): Promise<void>;
  /** Like kill, but the next attempt does not go on from this work; its checkpoints are kept. */
  discardWork(agent: string): Promise<void>;
  checkpoints(featureId: number): readonly Checkpoint[];
  rollback(agent: string, to: { epoch: number; number: number }): Promise<void>;
  undoRollback(agent: string): Promise<void>;
  createCheckpoint(agent: string, message: string): Promise<void>;
  addFeatures(drafts: readonly FeatureDraft[]): Promise<readonly Feature[]>;
  editFeature(id: number, draft: FeatureDraft): Promise<void>;
  retryFeature(id: number): Promise<void>;
  blockFeature(id: number): Promise<void>;
  cancelFeature(id: number): Promise<void>;
  setPriority(id: number, priority: number): Promise<void>;
  /** Moves the person's own branch to verified main, in their checkout too. */
  land(): Promise<LandingOutcome>;
  /** Settles when the run has ended; rejects when a bug ended it. */
  readonly finished: Promise<RunSummary>;
  /** Keeps words for the agent of a slot, and answers with the feature whose next attempt is told them. */
  sendMessage(agent: string, text: string): Promise<number>;
  /** What this start found of an earlier run and did about it, in one sentence; null when there was nothing. */
  readonly found: string | null;
  /** Begins nothing new and waits until no agent works; false when the run was resumed meanwhile. */
  drain(): Promise<boolean>;
  /** Ends the run, with what becomes of the agents that work. */
  stop(mode: LeaveMode): Promise<RunSummary>;
}

/**
 * What becomes of working agents when the engine leaves. `checkpoint-and-stop`: each is ended, its work kept as a
 * checkpoint, its feature queued again. `leave-running`: a checkpoint is made, they work on, and the next engine takes
 * them over.
 */
export type LeaveMode = 'checkpoint-and-stop' | 'leave-running';

/** How an engine is to run. */
export interface EngineOptions {
  /** The run ends by itself when no feature is left to work on. */
  readonly endsByItself: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Serves tools to agents; without it they have none. */
  readonly openTools?: OpenToolServer;
  /** Hears every event from the first on. */
  readonly onEvent?: (event: EngineEvent) => void;
}
