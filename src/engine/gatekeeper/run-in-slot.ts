import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRun } from '../model/test-report.ts';
import type { Evidence } from '../model/verdict.ts';
import { testEnvironment } from '../platform/child-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { effect } from '../platform/effect.ts';
import { ensurePrivateDir } from '../platform/files.ts';
import type { Random } from '../platform/random.ts';
import {
  isTestedAlike,
  joinRuns,
  planTestRun,
  runningDirOf,
  runSetup,
  runTests,
  suitesForGate,
} from '../testing/index.ts';
import type { Detection, FoundSuite } from '../testing/index.ts';
import type { GateConfig, GatePlan } from './gate-plan.ts';
import { ceilingOf } from './slot.ts';
import type { Slot } from './slot.ts';

/** What running something in the slot needs. */
export interface GateRunner {
  readonly slot: Slot;
  readonly config: GateConfig;
  readonly clock: Clock;
  readonly random: Random;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly stateDir: string;
}

/** One tree to run the gate on. */
export interface SlotRun {
  readonly tree: string;
  readonly plan: GatePlan;
  readonly onStage: (stage: 'setup' | 'test') => void;
  readonly signal: AbortSignal | undefined;
}

/** What was seen in the slot. */
export type SlotEvidence = Pick<Evidence, 'setup' | 'tests'>;

/** Puts a tree into the slot, makes it ready and runs its tests. */
export async function runInSlot(runner: GateRunner, run: SlotRun): Promise<SlotEvidence> {
  const { slot } = runner;
  const failed = (reason: string, inputsChanged = false): SlotEvidence => ({
    setup: { kind: 'failed', reason, inputsChanged },
    tests: null,
  });
  if (isAborted(run)) return failed('it was cancelled');
  if (run.plan.detection.kind === 'none') return failed(noTestsReason(run.plan.detection));
  run.onStage('setup');
  const runDir = await slot.freshRunDir();
  const placed = await effect('gate.put', () => slot.put(run.tree));
  if (placed.kind === 'failed') {
    return { setup: { kind: 'unplaced', reason: placed.reason }, tests: null };
  }
  const setup = await setUp(runner, run, runDir);
  if (setup.kind === 'failed') {
    return failed(setup.reason, run.plan.setupInputsChanged && !isAborted(run));
  }
  run.onStage('test');
  const tests = await effect('tests.run', () => testBothWays(runner, run, runDir));
  return { setup: { kind: 'done' }, tests };
}

/** Says why a tree without a suite cannot be verified. */
export function noTestsReason(detection: Extract<Detection, { kind: 'none' }>): string {
  return `no tests were found: ${detection.reasons.join('; ')}`;
}

/** Installs what the tree asks for, unless the slot has it; afterwards the slot holds the exact tree again. */
async function setUp(
  runner: GateRunner,
  run: SlotRun,
  runDir: string,
): ReturnType<typeof runSetup> {
  const { slot, config, clock, random, baseEnv } = runner;
  const { commands, key } = run.plan.setup;
  if (commands.length === 0 || (await slot.setupKey()) === key) return { kind: 'done' };
  await slot.dropSetup();
  const home = join(runDir, 'setup-home');
  await ensurePrivateDir(home);
  const outcome = await effect('setup.run', () =>
    runSetup({
      commands,
      cwd: slot.dir,
      env: testEnvironment(baseEnv, home, { ...installerSettings(baseEnv), ...ceiling(slot) }),
      timeLimitMs: config.limits.setupDurationMsMax,
      outputFile: join(runDir, 'setup.log'),
      clock,
      random,
      signal: run.signal,
      runningDir: runningDirOf(runner.stateDir),
    }),
  );
  if (outcome.kind === 'failed') return outcome;
  const placed = await slot.put(run.tree, { keepIgnored: true });
  if (placed.kind === 'failed') return placed;
  await slot.rememberSetup(key);
  return { kind: 'done' };
}

/** Runs the tests as main does and, where the tree does it in another way, as it does; the lesser result counts. */
async function testBothWays(
  runner: GateRunner,
  run: SlotRun,
  runDir: string,
): Promise<TestRun | null> {
  const { detection, otherDetection } = run.plan;
  const suites = suitesForGate(detection);
  const first = await testAll(runner, run, { suites, runDir: join(runDir, 'report') });
  if (first.joined?.verdict !== 'passed' || otherDetection === null) return first.joined;
  const placed = await runner.slot.put(run.tree);
  if (placed.kind === 'failed') return null;
  const others = suitesForGate(otherDetection).filter(
    (suite) => !suites.some((known) => isTestedAlike(known, suite)),
  );
  const second = await testAll(runner, run, {
    suites: others,
    runDir: join(runDir, 'other-report'),
  });
  if (second.joined === null) return first.joined;
  const isLess =
    second.joined.verdict !== 'passed' || others.some((suite) => lost(suite, first, second));
  return isLess ? second.joined : first.joined;
}

/** The runs of some suites by `framework in directory`, and what they come to together. */
interface SuiteRuns {
  readonly joined: TestRun | null;
  readonly bySuite: ReadonlyMap<string, TestRun>;
}

function keyOf({ framework, dir }: FoundSuite): string {
  return `${framework} in ${dir}`;
}

/** Whether fewer tests pass in the tree's own way than in main's. */
function lost(suite: FoundSuite, first: SuiteRuns, second: SuiteRuns): boolean {
  const before = first.bySuite.get(keyOf(suite)) ?? onlyOne(first);
  const after = second.bySuite.get(keyOf(suite));
  return (after?.totals.passed ?? 0) < (before?.totals.passed ?? 0);
}

function onlyOne({ bySuite }: SuiteRuns): TestRun | undefined {
  return bySuite.size === 1 ? [...bySuite.values()][0] : undefined;
}

/** Runs suites one after the other, up to the first that does not pass. */
async function testAll(
  runner: GateRunner,
  run: SlotRun,
  what: { readonly suites: readonly FoundSuite[]; readonly runDir: string },
): Promise<SuiteRuns> {
  const bySuite = new Map<string, TestRun>();
  for (const [index, suite] of what.suites.entries()) {
    const reportDir = index === 0 ? what.runDir : `${what.runDir}-${String(index + 1)}`;
    const tested = await test(runner, run, { suite, reportDir });
    bySuite.set(keyOf(suite), tested);
    if (tested.verdict !== 'passed') break;
  }
  return { joined: joinRuns(what.suites, [...bySuite.values()]), bySuite };
}

async function test(
  runner: GateRunner,
  run: SlotRun,
  place: { readonly suite: FoundSuite; readonly reportDir: string },
): Promise<TestRun> {
  const { slot, config, clock, random, baseEnv } = runner;
  const { suite, reportDir } = place;
  const { limits } = config;
  await ensurePrivateDir(reportDir);
  const plan = await planTestRun({ suite, root: slot.dir, reportDir, args: config.test.args });
  return runTests({
    plan: { ...plan, env: { ...plan.env, ...ceiling(slot) } },
    baseEnv,
    timeLimitMs: limits.testDurationMsMax,
    buildLimitMs: limits.buildDurationMsMax,
    silenceLimitMs: limits.testSilenceMsMax,
    clock,
    random,
    outputFile: join(reportDir, 'test.log'),
    signal: run.signal,
    runningDir: runningDirOf(runner.stateDir),
  });
}

/** A state directory inside of somebody's repository (a home kept in git) must not become the tests' repository. */
function ceiling(slot: Slot): Record<string, string> {
  return { GIT_CEILING_DIRECTORIES: ceilingOf(slot) };
}

/** Where installers read which registry to use: without it nothing can be installed behind a company's mirror. */
const installerFiles: readonly (readonly [string, string])[] = [
  ['npm_config_userconfig', '.npmrc'],
  ['PIP_CONFIG_FILE', '.pip/pip.conf'],
  ['PIP_CONFIG_FILE', '.config/pip/pip.conf'],
  ['UV_CONFIG_FILE', '.config/uv/uv.toml'],
  ['GOENV', '.config/go/env'],
];

function installerSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const home = env['HOME'];
  if (home === undefined || home === '') return {};
  const present = installerFiles
    .filter(([name]) => env[name] === undefined)
    .map(([name, path]) => [name, join(home, path)] as const)
    .filter(([, path]) => existsSync(path));
  return Object.fromEntries(present);
}

function isAborted(run: SlotRun): boolean {
  return run.signal?.aborted === true;
}
