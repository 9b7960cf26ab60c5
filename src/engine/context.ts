import { Banners } from './banners.ts';
import type { DriverChoice } from './choose-agent.ts';
import type { FeatureCache } from './feature-cache.ts';
import type { Gatekeeper } from './gatekeeper/index.ts';
import type { Backups } from './db/index.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { unseenDisk, type DiskStatus } from './model/disk.ts';
import type { Feature } from './model/feature.ts';
import type { IntakeLine } from './model/intake.ts';
import type { MainStatus } from './model/landing.ts';
import type { Limits } from './model/limits.ts';
import type { Session, SessionEnding, TranscriptEntry } from './model/session.ts';
import type { GateStatus, RunState } from './model/view.ts';
import type { Clock } from './platform/clock.ts';
import type { Random } from './platform/random.ts';
import type { Project } from './project.ts';
import type { Queue } from './queue/index.ts';
import type { StateDisk } from './state-disk.ts';
import type { BudgetScope } from './models/budget.ts';
import type { EngineModels } from './models/open-models.ts';
import type { LiveSession } from './agents/session.ts';
import type { Agents } from './agents/agents.ts';
import type { Broker, Lease } from './broker/index.ts';
import type { Feedback } from './feedback.ts';
import type { SetupOutcome } from './testing/index.ts';
import type { SlotStart, Worktrees } from './worktrees/index.ts';

/** Makes a slot's dependencies ready, once for each state of the lockfiles. */
export type SetUp = (place: {
  readonly agent: string;
  readonly worktree: string;
  readonly commit: string;
  /** Whether the work tree is that of an earlier attempt, its ignored files still there. */
  readonly reused: boolean;
  readonly signal: AbortSignal;
}) => Promise<SetupOutcome>;

/** A slot's work on one attempt. */
export interface SlotWork {
  readonly feature: Feature;
  readonly epoch: number;
  readonly lease: Lease;
  start: SlotStart | null;
  session: LiveSession | null;
  sessionId: string | null;
  /** The model that its agent was started with. */
  model: string | null;
  /** What the session had cost before this run took it over. */
  beforeUsd: number;
  /** Monotonic. */
  startedAt: number;
  /** Monotonic; null unless paused. */
  pausedAt: number | null;
  /** How the attempt is to end, once that was asked for. */
  endAsked: SessionEnding | null;
  /** Whether the agent's processes were told to end. */
  stopSent: boolean;
  lastBeatAt: number;
  lastCheckpointAt: number;
  quietNoted: boolean;
  changedFiles: number | null;
  /** The checkpoint that kept the state before the last rollback. */
  undo: number | null;
  /** Monotonic time of the last call of a tool. */
  calledAt: number;
  /** Whether the agent has handed its work in: however it ends, that is what becomes of it. */
  handedIn: boolean;
  /** Why the agent gave the feature back, in its own words. */
  gaveBack: string | null;
}

/** One agent slot in memory. */
export interface Slot {
  readonly agent: string;
  /** Whether a program of the person works in it and not an agent of ours; it is there only as long as that lasts. */
  readonly isGuest: boolean;
  phase: 'idle' | 'preparing' | 'working' | 'paused' | 'ending';
  /** Begins no attempt until the person resumes it. */
  held: boolean;
  /** The budget because of which it stands still; null when it does not, or because of a person. */
  overBudget: BudgetScope | null;
  work: SlotWork | null;
  /** What is to be tried once more when the slot is resumed, since the end of its last attempt could not be kept. */
  left: ((heldAfter?: boolean) => Promise<void>) | null;
  /** What the last session printed; a running one is asked itself. */
  transcript: readonly TranscriptEntry[];
  /** Runs one thing after another on this slot's work tree. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
}

/** What the engine knows beyond the rows. */
export interface RunStatus {
  state: RunState;
  reason: string | null;
  startedAt: number;
  startedAtMonotonic: number;
  readonly banners: Banners;
  main: MainStatus | null;
  mainSeenAt: number | null;
  /** Whether verified main is known to pass its own tests. */
  mainChecked: boolean;
  /** The tree of main that was found red; it is not run again before it moves or a person resumes the run. */
  redTree: string | null;
  /** The person's commit that could not be merged into verified main; not tried again before a person resumes. */
  refusedMain: string | null;
  /** Whether it was a fault that paused the run and not a person. */
  pausedByFault: boolean;
  /** Whether it is paused because its budget is used up; such a pause counts as one by a fault. */
  overBudget: boolean;
  /** Whether budgets were looked at since another process has written. */
  budgetsSeen: boolean;
  /** After a fault of the gate itself it rests until then; monotonic. */
  gateRestsUntil: number;
  /** The feature whose merge is being landed; a person's word about it comes too late. */
  landing: number | null;
  /** The rewritten commit of the person's branch that was told of. */
  divergedTold: string | null;
  gate: GateStatus['current'];
  /** Verifications in a row that the gate itself could not do. */
  gateFaults: number;
  /** Attempts in a row that could not be started. */
  startFaults: number;
  /** Deaths of agents a moment ago; monotonic. */
  deaths: { readonly featureId: number; readonly at: number }[];
  readonly disk: DiskStatus;
  /** When leases were last swept; monotonic. */
  sweptAt: number;
  /** Wall-clock minus monotonic time: a change is a step of the clock. */
  clockOffset: number;
  /** Sessions of slots that this run does not have, whose work could not be kept yet. */
  unkept: Session[];
  /** The row of this run. */
  runId: number;
  lastGreenAt: number | null;
  /** Features merged before this run began. */
  mergedBefore: number;
}

/** Where agents find their tools, and their token. */
export interface ToolAccess {
  readonly baseUrl: string;
  /** The token of an attempt; good until the attempt is over. */
  issue(attempt: { featureId: number; epoch: number; agent: string }): string;
}

/** The wired parts and the present state of one engine; what each step works on. */
export interface Context {
  readonly project: Pick<Project, 'name' | 'target' | 'config' | 'paths'>;
  readonly queue: Queue;
  readonly broker: Broker;
  readonly features: FeatureCache;
  readonly knowledge: Knowledge;
  readonly worktrees: Worktrees;
  readonly gatekeeper: Gatekeeper;
  readonly models: EngineModels;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: Limits;
  readonly agent: DriverChoice;
  readonly agents: Agents;
  readonly feedback: Feedback;
  readonly setUp: SetUp;
  /** Ends the test and set-up programs that an earlier engine left; tells how many. */
  readonly stopLeftRuns: () => Promise<number>;
  readonly backups: Backups;
  readonly disk: StateDisk;
  /** What people asked for, as it was written down beside the database; oldest first. */
  readonly readIntake: () => readonly IntakeLine[];
  /** The id of the framework whose tests decide. */
  readonly testFramework: string;
  readonly slots: Map<string, Slot>;
  /** How agents reach their tools, once they can; null where nobody serves them. */
  tools: Promise<ToolAccess | null> | null;
  /** Choosing and claiming go one after another: what one slot takes the next must not choose too. */
  readonly claimInTurn: <T>(act: () => Promise<T>) => Promise<T>;
  readonly run: RunStatus;
  /** Aborted when the engine is told to stop. */
  readonly stopping: AbortSignal;
  readonly stop: () => void;
  /** Hears of a bug that ends the run. */
  readonly failed: (error: unknown) => void;
  /** A new view is wanted, and the next tick may come sooner. */
  readonly changed: () => void;
  /** Something can be begun now: the next tick need not wait for a view. */
  readonly wake: () => void;
  readonly transcribed: (agent: string, entries: readonly TranscriptEntry[]) => void;
}

/** The knowledge of a run that has not begun yet. */
export function newRun(clock: Clock, mergedBefore: number): RunStatus {
  return {
    state: 'starting',
    reason: null,
    startedAt: clock.now(),
    startedAtMonotonic: clock.monotonic(),
    banners: new Banners(),
    main: null,
    mainSeenAt: null,
    mainChecked: false,
    redTree: null,
    refusedMain: null,
    pausedByFault: false,
    overBudget: false,
    budgetsSeen: false,
    gateRestsUntil: 0,
    landing: null,
    divergedTold: null,
    gate: null,
    gateFaults: 0,
    startFaults: 0,
    deaths: [],
    disk: unseenDisk(),
    sweptAt: clock.monotonic(),
    clockOffset: clock.now() - clock.monotonic(),
    unkept: [],
    runId: 0,
    lastGreenAt: null,
    mergedBefore,
  };
}
