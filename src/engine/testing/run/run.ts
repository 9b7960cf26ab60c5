import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultLimits, fixedLimits } from '../../model/limits.ts';
import type { TestCase, TestRun } from '../../model/test-report.ts';
import { totalsOf } from '../../model/test-report.ts';
import type { Clock } from '../../platform/clock.ts';
import { onDisk } from '../../platform/files.ts';
import type { Random } from '../../platform/random.ts';
import { bounds } from '../bounds.ts';
import type { Framework } from '../frameworks/framework.ts';
import { requireFramework } from '../frameworks/index.ts';
import type { TestPlan } from '../plan/plan.ts';
import type { Course } from './course.ts';
import { follow } from './course.ts';
import type { Judgement } from './judge.ts';
import { judge, judgeStoppedBefore } from './judge.ts';
import { makeLocator } from './locate.ts';
import { headAndTail, headAndTailOf, readFrom } from './printed-output.ts';
import { readReport } from './read-report.ts';

/** What a test run is given. */
export interface TestRunOptions {
  readonly plan: TestPlan;
  /** The environment that this program was started with; secrets and agent variables are taken out. */
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly timeLimitMs: number;
  /** For what has to be built first; by default as long as for a set-up. */
  readonly buildLimitMs?: number;
  /** The tests are ended when they print nothing for so long; by default they may be silent. */
  readonly silenceLimitMs?: number | null;
  readonly clock: Clock;
  readonly random: Random;
  /** Where everything that is printed goes; emptied first. */
  readonly outputFile: string;
  readonly signal?: AbortSignal | undefined;
  /** Where what runs is written down, for `stopLeftRuns`. */
  readonly runningDir?: string | undefined;
  /** Hears of every case before the run is told; a run itself keeps the failed ones only. */
  readonly onCases?: (cases: readonly TestCase[]) => void;
}

/** Runs a plan to its end, its limit or its cancellation, and says what it showed. */
export async function runTests(options: TestRunOptions): Promise<TestRun> {
  const { plan, clock } = options;
  const framework = requireFramework(plan.framework);
  const startedAt = clock.monotonic();
  const stampMs = await onDisk(() => prepare(options));
  const course = await follow({
    buildLimitMs: defaultLimits.setupDurationMsMax,
    silenceLimitMs: null,
    signal: undefined,
    runningDir: undefined,
    ...options,
    home: homeOf(plan),
    convertedFile: convertedFileOf(plan),
  });
  const output = await outputOf(plan, options.outputFile);
  const judgement = await judged(options, framework, { course, output, stampMs });
  const durationMs = Math.round(clock.monotonic() - startedAt);
  return describe(options, { judgement, course, durationMs, output });
}

/** Makes the place of the report fresh; returns the time by that place's own clock. */
async function prepare({ plan, outputFile }: TestRunOptions): Promise<number> {
  const { source } = plan.report;
  await mkdir(homeOf(plan), { recursive: true, mode: 0o700 });
  await rm(join(plan.reportDir, 'reports'), { recursive: true, force: true });
  await mkdir(join(plan.reportDir, 'reports'), { mode: 0o700 });
  if (source.kind === 'file') await rm(source.path, { recursive: true, force: true });
  await mkdir(dirname(outputFile), { recursive: true });
  await writeFile(outputFile, '');
  if (plan.convert !== null) await writeFile(convertedFileOf(plan), '');
  const stamp = join(plan.reportDir, 'started');
  await rm(stamp, { force: true });
  await writeFile(stamp, '');
  return (await stat(stamp)).mtimeMs;
}

function homeOf(plan: TestPlan): string {
  return join(plan.reportDir, 'home');
}

function convertedFileOf(plan: TestPlan): string {
  return join(plan.reportDir, 'converted');
}

async function outputOf({ report }: TestPlan, outputFile: string): Promise<string> {
  const readable = report.source.kind === 'output' ? report.source.readable : undefined;
  if (readable === undefined) return headAndTail(outputFile, fixedLimits.testOutputBytesMax);
  const printed = await readFrom(outputFile, 0, bounds.printedBytesMax);
  return headAndTailOf(readable(printed), fixedLimits.testOutputBytesMax);
}

async function judged(
  options: TestRunOptions,
  framework: Framework,
  seen: { readonly course: Course; readonly output: string; readonly stampMs: number },
): Promise<Judgement> {
  const { plan, timeLimitMs, outputFile } = options;
  const { course, output, stampMs } = seen;
  const limits = { timeLimitMs, silenceLimitMs: options.silenceLimitMs ?? null };
  if (course.kind === 'stopped-before') return judgeStoppedBefore(course, limits);
  const converted = plan.convert === null ? null : convertedFileOf(plan);
  const { outputFrom, ending } = course;
  const report = await readReport(plan.report, { outputFile, outputFrom, stampMs, converted });
  const program = plan.argv[0] ?? '';
  return judge({ ending, report, noTests: framework.noTests, output, program, limits });
}

async function describe(
  { plan, onCases }: TestRunOptions,
  run: {
    readonly judgement: Judgement;
    readonly course: Course;
    readonly durationMs: number;
    readonly output: string;
  },
): Promise<TestRun> {
  const { judgement, course } = run;
  const { ending } = course;
  const locator = await makeLocator(plan, judgement.cases);
  onCases?.(judgement.cases.map((found) => locator.place(found)));
  const failing = judgement.cases
    .filter((found) => found.status === 'failed')
    .slice(0, bounds.failingCasesMax)
    .map((found) => locator.place(found));
  return {
    verdict: judgement.verdict,
    framework: plan.framework,
    command: plan.argv,
    source: plan.report.format,
    exitCode: ending.kind === 'exited' ? ending.exitCode : null,
    signal: ending.kind === 'exited' ? ending.signal : null,
    durationMs: run.durationMs,
    totals: totalsOf(judgement.cases),
    failing,
    reason: judgement.reason,
    output: locator.shorten(run.output),
  };
}
