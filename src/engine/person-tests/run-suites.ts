import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCase, TestRun, TestVerdict } from '../model/test-report.ts';
import { totalsOf } from '../model/test-report.ts';
import type { TestTotals } from '../model/test-report.ts';
import type { TestSelection } from '../model/test-selection.ts';
import { systemClock } from '../platform/clock.ts';
import { ensurePrivateDir, removeTree } from '../platform/files.ts';
import { systemRandom } from '../platform/random.ts';
import { joinRuns, planTestRun, runTests, typedCommand } from '../testing/index.ts';
import type { FoundSuite } from '../testing/index.ts';
import type { PersonTests } from './open-tests.ts';

/** What running one suite showed. */
export interface SuiteRun {
  readonly suite: FoundSuite;
  readonly run: TestRun;
  /** All of them, not the failed ones alone. */
  readonly cases: readonly TestCase[];
  /** What a person types to run it. */
  readonly command: string;
}

/** What running the tests of a directory showed. `unaffected`: there are tests, but none that a change touches. */
export interface PersonTestRun {
  readonly verdict: TestVerdict | 'unaffected';
  /** Why it is not a pass; null for a pass. */
  readonly reason: string | null;
  readonly totals: TestTotals;
  readonly suites: readonly SuiteRun[];
  /** Wall-clock milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Which suites to run, and who hears of it. */
export interface SuiteRunOptions {
  readonly suites: readonly FoundSuite[];
  readonly selection: TestSelection;
  /** What it is when no suite is run. */
  readonly otherwise: Pick<PersonTestRun, 'verdict' | 'reason'>;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onStart?: (suite: FoundSuite) => void;
  readonly onEnd?: (ended: SuiteRun) => void;
}

/** Runs suites one after the other, all of them whatever they show; nothing of them is left but what they wrote themselves. */
export async function runSuites(
  tests: PersonTests,
  options: SuiteRunOptions,
): Promise<PersonTestRun> {
  const startedAt = systemClock.now();
  const begunAt = systemClock.monotonic();
  const scratchDir = join(tmpdir(), `agent-tui-test-${systemRandom.id()}`);
  const suites: SuiteRun[] = [];
  try {
    for (const suite of options.suites) {
      if (options.signal.aborted) break;
      options.onStart?.(suite);
      const ended = await runSuite(tests, suite, { ...options, scratchDir });
      suites.push(ended);
      options.onEnd?.(ended);
    }
  } finally {
    await removeTree(scratchDir);
  }
  const durationMs = Math.round(systemClock.monotonic() - begunAt);
  return { ...judged(options, suites), suites, startedAt, durationMs };
}

function judged(
  { signal, otherwise }: SuiteRunOptions,
  suites: readonly SuiteRun[],
): Pick<PersonTestRun, 'verdict' | 'reason' | 'totals'> {
  const runs = suites.map(({ run }) => run);
  const joined = joinRuns(
    suites.map(({ suite }) => suite),
    runs,
  );
  const totals = joined?.totals ?? totalsOf([]);
  if (signal.aborted) return { verdict: 'cancelled', reason: 'the run was cancelled', totals };
  if (joined === null) return { ...otherwise, totals };
  const { verdict, reason } = joined;
  return { verdict, reason, totals };
}

async function runSuite(
  { root, test, limits }: PersonTests,
  suite: FoundSuite,
  options: SuiteRunOptions & { readonly scratchDir: string },
): Promise<SuiteRun> {
  const { selection, baseEnv, signal } = options;
  const reportDir = join(options.scratchDir, systemRandom.id());
  await ensurePrivateDir(reportDir);
  const plan = await planTestRun({ suite, root, reportDir, args: test.args, selection });
  const cases: TestCase[] = [];
  const run = await runTests({
    plan,
    baseEnv,
    timeLimitMs: limits.testDurationMsMax,
    silenceLimitMs: limits.testSilenceMsMax,
    buildLimitMs: limits.buildDurationMsMax,
    clock: systemClock,
    random: systemRandom,
    outputFile: join(reportDir, 'test.log'),
    signal,
    onCases: (all) => {
      for (const one of all) cases.push(one);
    },
  });
  const has = (path: string) => existsSync(join(root, path));
  const typed = typedCommand(suite, { args: test.args, has });
  return { suite, run, cases, command: typed.whole };
}
