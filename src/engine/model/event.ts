import type { CheckpointReason } from './checkpoint.ts';
import type { SessionEnding } from './session.ts';
import type { TestTotals } from './test-report.ts';
import type { Decision } from './verdict.ts';

/** How a run ended, in numbers; the last line of `run --json`. */
export interface RunSummary {
  readonly featuresCompleted: number;
  readonly featuresFailed: number;
  readonly featuresBlocked: number;
  /** Ready, waiting, in work or under test. */
  readonly featuresLeft: number;
  readonly durationSeconds: number;
  /** The newest verified commit. */
  readonly verifiedMain: string;
  /** Whether the person's own branch has it. */
  readonly landed: boolean;
}

/** Which budget an event tells of; the name is the number of a feature, or a slot, and empty for the run. */
interface BudgetFacts {
  scope: 'run' | 'feature' | 'agent';
  name: string;
}

/** Every event and its facts: something that has happened. This list is the documentation. */
export interface EventFacts {
  /** A run began; `main` is the verified commit that it starts from. */
  'run:started': { agents: number; features: number; main: string };
  /** No new attempt is begun until the run is resumed. */
  'run:paused': { reason: string };
  /** Attempts are begun again. */
  'run:resumed': Record<string, never>;
  /** Nothing is left to do, or the run was asked to end. */
  'run:finished': RunSummary;
  /** A feature came into the queue. */
  'feature:added': { name: string };
  /** A person changed a feature's text, priority or dependencies. */
  'feature:edited': { name: string };
  /** An agent slot holds the feature until its lease lapses. */
  'feature:claimed': { epoch: number };
  /** The agent's work was fixed as a commit and handed to the gatekeeper. */
  'feature:submitted': { epoch: number; head: string };
  /** The feature is pending again; `retryAt` is wall-clock milliseconds. */
  'feature:requeued': { reason: string; retryAt: number; charged: boolean };
  /** The feature is part of verified main. */
  'feature:merged': { commit: string; epoch: number };
  /** The feature waits for a person. */
  'feature:blocked': { reason: string };
  /** A person took the feature out of the queue; its work is kept. */
  'feature:cancelled': Record<string, never>;
  /** A slot's work tree is ready for an attempt. */
  'slot:prepared': { durationMs: number; start: string; conflicts: readonly string[] };
  /** An agent's process runs. */
  'session:started': { session: string; pid: number; epoch: number };
  /** An agent's processes are stopped (SIGSTOP). */
  'session:paused': { session: string };
  /** An agent's processes go on (SIGCONT). */
  'session:resumed': { session: string };
  /** An agent has shown no progress for a while. */
  'session:quiet': { session: string; quietMs: number };
  /** An agent's processes are gone. */
  'session:ended': {
    session: string;
    ending: SessionEnding;
    exitCode: number | null;
    detail: string | null;
    survivors: number;
  };
  /** The agent's whole work tree was kept. */
  'checkpoint:created': { epoch: number; number: number; reason: CheckpointReason; commit: string };
  /** The work tree was set back to a checkpoint; the state before it is checkpoint `keptAs`. */
  'checkpoint:restored': { epoch: number; number: number; keptAs: number };
  /** The gatekeeper began to verify a candidate. */
  'candidate:verifying': { candidate: number; base: string };
  /** The gatekeeper decided. */
  'verdict:decided': {
    verdict: string;
    outcome: Decision['outcome'];
    reasons: readonly string[];
    totals: TestTotals | null;
    durationMs: number;
    firstFailure: string | null;
  };
  /** The tests of main itself were run. */
  'main:checked': { commit: string; verdict: string; totals: TestTotals };
  /** Verified main moved to a tree that passed. */
  'main:landed': { commit: string; verdict: string };
  /** The person's own branch was moved forward to verified main. */
  'main:followed': { commit: string; commits: number };
  /** The person's own branch has new commits; the next candidates are merged onto them. */
  'main:moved': { commit: string };
  /** The person rewrote the branch: nothing lands until they decide. */
  'main:diverged': { commit: string };
  /** A result came too late: a newer attempt, or a person, has the feature. Its commit is kept. */
  'result:refused': { epoch: number; head: string };
  /** A person's words were kept for the agent of a feature. */
  'message:sent': { text: string };
  /** An agent asked the person something; it does not wait for the answer. */
  'question:asked': { question: number; text: string };
  /** A session of an earlier run goes on under this one. */
  'session:adopted': { session: string; pid: number; epoch: number };
  /** Less is free where the state lives than is needed: nothing is claimed. */
  'disk:short': { freeBytes: number; freeFiles: number | null; neededBytes: number };
  /** There is room again, and work is claimed again. */
  'disk:ample': { freeBytes: number };
  /** Logs of ended sessions were removed or shortened to keep within their limit. */
  'logs:tidied': { files: number; freedBytes: number };
  /** Nothing more may be spent: the run, the agent of a feature or a slot stands still. */
  'budget:reached': BudgetFacts & { limitUsd: number; spentUsd: number };
  /** A person has set what may be spent; null: there is no limit of its own any more. */
  'budget:set': BudgetFacts & { limitUsd: number | null };
  /** A person has chosen a preset; it is in force from the next attempt on. */
  'preset:applied': { preset: string };
  /** A person has set models or the tiers of categories. */
  'settings:changed': { what: string };
  /** Something left by an earlier run was finished or undone. */
  'fault:recovered': { what: string };
  /** Something failed that is nobody's work: it is not charged to a feature. */
  'fault:met': { what: string };
}

export type EventType = keyof EventFacts;

/** Something that has happened; stored in the same transaction as the state that it tells of. */
export type EngineEvent = {
  [T in EventType]: {
    readonly id: number;
    /** Wall-clock milliseconds. */
    readonly at: number;
    readonly type: T;
    readonly featureId: number | null;
    readonly agent: string | null;
    readonly facts: EventFacts[T];
  };
}[EventType];

/** An event before it is stored. */
export type NewEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly featureId?: number | null;
    readonly agent?: string | null;
    readonly facts: EventFacts[T];
  };
}[EventType];
