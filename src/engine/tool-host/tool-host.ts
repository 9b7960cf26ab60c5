import type { Caller } from '../model/caller.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { Feature, FeatureDraft } from '../model/feature.ts';
import type { TestRun } from '../model/test-report.ts';
import type { TestSelection } from '../model/test-selection.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Models } from '../models/models.ts';
import type { Queue } from '../queue/index.ts';
import type { FrameworkFacts } from '../testing/index.ts';

export type { FrameworkFacts } from '../testing/index.ts';
export type { TestSelection } from '../model/test-selection.ts';

/** A work tree, absolute; a person's own checkout is only looked at. */
export interface WorkPlace {
  readonly root: string;
  readonly mayWrite: boolean;
  /** After all tests passed, while nothing else is tested in this work tree. What it throws fails the call. */
  readonly onGreen?: ((run: TestRun) => Promise<void>) | undefined;
}

/** One call of a tool: who asks, and how long they still want the answer. */
export interface Ask {
  readonly caller: Caller;
  /** The feature that it is about, where the caller has named one. */
  readonly featureId?: number | undefined;
  readonly signal: AbortSignal;
  /** Tells the caller how far it is. */
  readonly progress: (message: string) => void;
}

/** The tests that are there, or why none are. */
export type DetectedTests =
  | {
      readonly kind: 'found';
      readonly framework: string;
      readonly dir: string;
      readonly packageManager: string | null;
      readonly command: readonly string[];
      readonly reasons: readonly string[];
      /** The other suites; the first one is told above. */
      readonly others: readonly DetectedSuite[];
      readonly hangRisk: string | null;
    }
  | { readonly kind: 'none'; readonly reasons: readonly string[] };

/** One suite among the tests that were found. */
export interface DetectedSuite {
  readonly framework: string;
  readonly dir: string;
  readonly command: readonly string[];
}

/** A test file to write. */
export interface TestFileRequest {
  /** The file that the tests are of, relative to the work tree; it need not be there yet. */
  readonly source: string;
  /** One sentence for each test. */
  readonly tests: readonly string[];
  /** Where to write; null: where the framework and its neighbours would have it. */
  readonly file: string | null;
  /** For a project that has no tests yet; null: the framework that was detected. */
  readonly framework: string | null;
}

/** A test file that was written, and what running it showed. */
export interface WrittenTests {
  readonly file: string;
  /** The build file that lists it now; null where none has to. */
  readonly registered: string | null;
  readonly framework: string;
  readonly text: string;
  /** Whether exactly its tests ran, and each failed because nobody has written it yet. */
  readonly isRed: boolean;
  /** Why it is not red as it should be; null when it is. */
  readonly reason: string | null;
  readonly run: TestRun;
}

/** What tools may do about tests, in the work tree of the caller. */
export interface ToolTests {
  detect(ask: Ask): Promise<DetectedTests>;
  /** @throws AgentTuiError `usage` for an id that is not known. */
  framework(id: string): FrameworkFacts;
  /** @throws AgentTuiError where the caller may not write, and for a file that is there already. */
  generate(ask: Ask, request: TestFileRequest): Promise<WrittenTests>;
  /** What it shows helps the agent; it never counts at the gate. */
  run(ask: Ask, selection: TestSelection): Promise<TestRun>;
}

/** What tools may do about features, for the caller. */
export interface ToolWork {
  /** The feature of the caller; for a person, the one that would be begun next. */
  next(ask: Ask): Feature | undefined;
  /** Where a feature is worked on, and whether the caller may change it there. */
  readonly placeOf: (ask: Ask) => WorkPlace;
  /** Begins features for a program of the person, each in a work tree of its own. */
  claim(ask: Ask, count: number): Promise<readonly Claimed[]>;
  add(ask: Ask, drafts: readonly FeatureDraft[]): Promise<readonly Feature[]>;
  /** Hands the work in to the gatekeeper, which alone decides. */
  submit(ask: Ask): Promise<Submitted>;
  /** Gives the feature back, with a reason; it counts as a failed attempt, or an agent could go on so for ever. */
  skip(ask: Ask, reason: string): Promise<void>;
  /** Puts a question to the person; it never waits for the answer. */
  question(ask: Ask, text: string): Promise<{ readonly id: number }>;
  checkpoint(ask: Ask, message: string): Promise<Checkpoint>;
  checkpoints(ask: Ask): readonly Checkpoint[];
  /** The state before is kept too, as checkpoint `keptAs`. */
  rollback(
    ask: Ask,
    to: { readonly epoch: number; readonly number: number },
  ): Promise<{ readonly keptAs: number }>;
  /** Renews the lease, and tells what a person has said meanwhile. */
  heartbeat(ask: Ask): Promise<Heard>;
}

/** A feature that was begun for a program of the person. */
export interface Claimed {
  readonly feature: Feature;
  readonly epoch: number;
  /** Absolute. */
  readonly worktree: string;
  readonly agent: string;
}

/** The answer to a heartbeat. `leaseUntil` is wall-clock milliseconds. */
export interface Heard {
  readonly leaseUntil: number;
  readonly messages: readonly string[];
}

/** What was handed in; `ahead` are the candidates that are judged before it. */
export interface Submitted {
  readonly epoch: number;
  readonly checkpoint: Checkpoint;
  readonly ahead: number;
}

/** Everything that tools call: the same parts that the engine itself uses. */
export interface ToolHost {
  readonly project: string;
  readonly queue: Queue;
  readonly knowledge: Knowledge;
  readonly models: Models;
  readonly tests: ToolTests;
  readonly work: ToolWork;
}
