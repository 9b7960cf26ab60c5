import { treeOf } from '../git/index.ts';
import type { Candidate } from '../model/candidate.ts';
import type { Feature } from '../model/feature.ts';
import type { LandingOutcome, MainStatus } from '../model/landing.ts';
import type { TestRun } from '../model/test-report.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import { onDisk } from '../platform/files.ts';
import type { Random } from '../platform/random.ts';
import type { Detection } from '../testing/index.ts';
import type { Repositories } from '../worktrees/repositories.ts';
import { absorbMain } from './absorb.ts';
import type { AbsorbInput, AbsorbResult } from './absorb.ts';
import type { VerifyStage } from './collect.ts';
import { feedback } from './feedback.ts';
import { followMain } from './follow.ts';
import { planGate } from './gate-plan.ts';
import type { GateConfig } from './gate-plan.ts';
import { finishLanding, land } from './land.ts';
import type { LandingIntent, LandInput, LandResult } from './land.ts';
import { locateMain, mainStatus, syncMain } from './main.ts';
import type { MainSync } from './main.ts';
import { noTestsReason, runInSlot } from './run-in-slot.ts';
import { openSlot } from './slot.ts';
import { openRecords, type Records } from './records.ts';
import { verdictId } from './verdict-file.ts';
import { verifyMerge } from './verify.ts';
import type { VerifyDeps } from './verify.ts';

/** What the gatekeeper is made of. */
export interface GatekeeperOptions {
  readonly repositories: Repositories;
  readonly stateDir: string;
  readonly config: GateConfig;
  readonly clock: Clock;
  readonly random: Random;
  readonly baseEnv: NodeJS.ProcessEnv;
}

/** What running the tests of a commit of main showed. */
export interface MainCheck {
  readonly run: TestRun;
  readonly detection: Detection;
  readonly gateHash: string;
  readonly tree: string;
}

/** A submitted feature and what it is measured against. */
export interface VerifyInput {
  readonly candidate: Candidate;
  readonly feature: Feature;
  /** Verified main. */
  readonly base: string;
  /** How many tests pass on `base`; null when that is not known. */
  readonly baselinePassed: number | null;
  readonly onStage: (stage: VerifyStage) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Alone decides what main becomes. One caller at a time: there is one slot. */
export interface Gatekeeper {
  /** The tree of a commit and the hash under which a run on it counts: the key of the caller's cache. */
  planMain(commit: string): Promise<Pick<MainCheck, 'detection' | 'gateHash' | 'tree'>>;
  /**
   * The plan for the start of a run: that of verified main or, where that has no tests, of the person's new commits,
   * which are taken in before anything else is verified.
   */
  planStartMain(): Promise<Pick<MainCheck, 'detection' | 'gateHash' | 'tree'>>;
  /** Runs the tests of main itself. */
  checkMain(commit: string, signal?: AbortSignal): Promise<MainCheck>;
  verify(input: VerifyInput): Promise<Verdict>;
  land(input: LandInput): Promise<LandResult>;
  finishLanding(intent: Pick<LandingIntent, 'newMain'>): Promise<'done' | 'dropped'>;
  /** What gate.git and the verdict files tell of the past. */
  readonly records: Records;
  mainStatus(): Promise<MainStatus>;
  syncMain(): Promise<MainSync>;
  absorbMain(input: AbsorbInput): Promise<AbsorbResult>;
  follow(input: { readonly mayTouchCheckout: boolean }): Promise<LandingOutcome>;
  /** Subjects of what main gained since a verdict's candidate last had it, newest first. */
  mainSubjects(verdict: Verdict): Promise<readonly string[]>;
  feedback(verdict: Verdict, feature: Feature, mainSubjects?: readonly string[]): string;
}

const subjectsReadMax = 50;

/** Opens the gatekeeper of a project. */
export function createGatekeeper(options: GatekeeperOptions): Gatekeeper {
  const { repositories, stateDir, random } = options;
  const { gate } = repositories;
  const slot = openSlot(gate, stateDir, random);
  const deps = { ...options, gate, slot };
  return {
    planMain: (commit) => planMain(deps, commit),
    planStartMain: () => planStartMain(deps),
    checkMain: (commit, signal) => onDisk(() => checkMain(deps, commit, signal)),
    verify: (input) => verify(deps, input),
    land: (input) => land(repositories, input),
    finishLanding: (intent) => finishLanding(repositories, intent),
    records: openRecords(repositories, stateDir),
    mainStatus: () => mainStatus(repositories),
    syncMain: () => syncMain(repositories),
    absorbMain: (input) => absorbMain(deps, input),
    follow: (input) => followMain(repositories, input),
    mainSubjects: async ({ evidence }) => {
      const range = [evidence.base, `^${evidence.candidateHead}`];
      const count = `--max-count=${String(subjectsReadMax)}`;
      const subjects = await gate.text(['log', '--first-parent', '--format=%s', count, ...range]);
      return subjects.split('\n').filter((subject) => subject !== '');
    },
    feedback: (verdict, feature, mainSubjects = []) =>
      feedback({ verdict, featureName: feature.name, mainSubjects }),
  };
}

async function planMain(
  deps: VerifyDeps,
  commit: string,
): Promise<Pick<MainCheck, 'detection' | 'gateHash' | 'tree'>> {
  const tree = await treeOf(deps.gate, commit);
  const { detection, gateHash } = await planGate(
    deps.gate,
    { planFrom: commit, tree },
    deps.config,
  );
  return { detection, gateHash, tree };
}

async function planStartMain(
  deps: VerifyDeps & { readonly repositories: Repositories },
): Promise<Pick<MainCheck, 'detection' | 'gateHash' | 'tree'>> {
  const { verified, own, relation } = await locateMain(deps.repositories);
  const plan = await planMain(deps, verified);
  const isNewer = relation === 'ahead' || relation === 'apart';
  if (plan.detection.kind === 'found' || own === null || !isNewer) return plan;
  return planMain(deps, own);
}

async function checkMain(
  deps: VerifyDeps,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<MainCheck> {
  const tree = await treeOf(deps.gate, commit);
  const plan = await planGate(deps.gate, { planFrom: commit, tree }, deps.config);
  const seen = await runInSlot(deps, { tree, plan, onStage: () => undefined, signal });
  const { detection, gateHash } = plan;
  const framework = detection.kind === 'none' ? 'none' : detection.primary.framework;
  const run = seen.tests ?? notRun(framework, detection, seen.setup);
  return { run, detection, gateHash, tree };
}

/** A run that never came to its tests, told as a run, so that the baseline always has a verdict and a reason. */
function notRun(
  framework: string,
  detection: Detection,
  setup: Verdict['evidence']['setup'],
): TestRun {
  const setupReason =
    setup.kind === 'done' ? 'no tests were run' : `set-up failed: ${setup.reason}`;
  const isMissing = detection.kind === 'none';
  return {
    verdict: isMissing ? 'no-tests' : 'crashed',
    framework,
    command: [],
    exitCode: null,
    signal: null,
    durationMs: 0,
    totals: { total: 0, passed: 0, failed: 0, skipped: 0 },
    failing: [],
    reason: isMissing ? noTestsReason(detection) : setupReason,
    output: '',
  };
}

function verify(deps: VerifyDeps, input: VerifyInput): Promise<Verdict> {
  const { candidate, feature, base, baselinePassed, onStage, signal } = input;
  return verifyMerge(deps, {
    verdictId: verdictId(candidate.id),
    candidateId: candidate.id,
    featureId: feature.id,
    epoch: candidate.epoch,
    head: candidate.head,
    base,
    baselinePassed,
    subject: `Merge feature #${String(feature.id)}: ${feature.name}`,
    origin: 'feature',
    onStage,
    signal,
  });
}
