import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fixedLimits } from '../../model/limits.ts';
import type { TestReport, TestRun } from '../../model/test-report.ts';
import { totalsOf } from '../../model/test-report.ts';
import { testEnvironment } from '../../platform/child-environment.ts';
import type { Clock } from '../../platform/clock.ts';
import { isSystemError, onDisk } from '../../platform/files.ts';
import type { Random } from '../../platform/random.ts';
import { bounds } from '../bounds.ts';
import { requireFramework } from '../frameworks/index.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { Judgement, Observed } from './judge.ts';
import { judge } from './judge.ts';
import { makeLocator } from './locate.ts';
import type { TestPlan } from '../plan/plan.ts';
import { headAndTail, headAndTailOf, readFrom } from './printed-output.ts';
import { reportParsers } from '../reports/index.ts';
import type { Ending } from './supervised.ts';
import { runSupervised, sizeOf } from './supervised.ts';

/** What a test run is given. */
export interface TestRunOptions {
  readonly plan: TestPlan;
  /** The environment that this program was started with; secrets and agent variables are taken out. */
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly timeLimitMs: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Where everything that is printed goes; emptied first. */
  readonly outputFile: string;
  readonly signal?: AbortSignal | undefined;
  /** Where what runs is written down, for `stopLeftRuns`. */
  readonly runningDir?: string | undefined;
}

/** What the commands before the tests, and the tests, came to. */
type Course =
  | { readonly kind: 'stopped-before'; readonly step: string; readonly ending: Ending }
  | { readonly kind: 'ran'; readonly ending: Ending; readonly outputFrom: number };

/** Runs a plan to its end, its limit or its cancellation, and says what it showed. */
export async function runTests(options: TestRunOptions): Promise<TestRun> {
  const { plan, clock } = options;
  const framework = requireFramework(plan.framework);
  const startedAt = clock.monotonic();
  const stampMs = await onDisk(() => prepare(options));
  const course = await follow(options, startedAt);
  const output = await outputOf(framework, options.outputFile);
  const judgement =
    course.kind === 'ran'
      ? judge({
          ending: course.ending,
          report: await reportOf(framework, options, { stampMs, outputFrom: course.outputFrom }),
          noTests: framework.noTests,
          output,
          program: plan.argv[0] ?? '',
          timeLimitMs: options.timeLimitMs,
        })
      : judgeBefore(course, options.timeLimitMs);
  const durationMs = Math.round(clock.monotonic() - startedAt);
  return describe({ plan, judgement, ending: course.ending, durationMs, output });
}

/** Makes the place of the report fresh; returns the time by that place's own clock. */
async function prepare({ plan, outputFile }: TestRunOptions): Promise<number> {
  await mkdir(homeOf(plan), { recursive: true, mode: 0o700 });
  if (plan.reportFile !== null) await rm(plan.reportFile, { recursive: true, force: true });
  await mkdir(dirname(outputFile), { recursive: true });
  await writeFile(outputFile, '');
  const stamp = join(plan.reportDir, 'started');
  await rm(stamp, { force: true });
  await writeFile(stamp, '');
  return (await stat(stamp)).mtimeMs;
}

function homeOf(plan: TestPlan): string {
  return join(plan.reportDir, 'home');
}

/** Runs the commands before the tests and then the tests, all within one time limit. */
async function follow(options: TestRunOptions, startedAt: number): Promise<Course> {
  const { plan, clock, random, outputFile, signal } = options;
  const env = environmentOf(options);
  const run = (argv: readonly string[]) =>
    runSupervised({
      argv,
      cwd: plan.cwd,
      env,
      marker: random.id(),
      outputFile,
      timeLimitMs: options.timeLimitMs - (clock.monotonic() - startedAt),
      clock,
      signal,
      runningDir: options.runningDir,
    });
  for (const step of plan.before) {
    const ending = await run(['sh', '-c', step]);
    if (ending.kind !== 'exited' || ending.exitCode !== 0) {
      return { kind: 'stopped-before', step, ending };
    }
  }
  const outputFrom = sizeOf(outputFile);
  return { kind: 'ran', ending: await run(plan.argv), outputFrom };
}

function environmentOf({ plan, baseEnv }: TestRunOptions): Record<string, string> {
  const env = testEnvironment(baseEnv, homeOf(plan), plan.env);
  return { ...env, PATH: [...plan.pathPrefix, env['PATH'] ?? ''].join(delimiter) };
}

async function outputOf(framework: Framework, outputFile: string): Promise<string> {
  const { readable } = framework.report;
  if (readable === undefined) return headAndTail(outputFile, fixedLimits.testOutputBytesMax);
  const printed = await readFrom(outputFile, 0, bounds.printedBytesMax);
  return headAndTailOf(readable(printed), fixedLimits.testOutputBytesMax);
}

async function reportOf(
  framework: Framework,
  options: TestRunOptions,
  from: { readonly stampMs: number; readonly outputFrom: number },
): Promise<Observed['report']> {
  const { plan, outputFile } = options;
  const path = plan.reportFile ?? outputFile;
  const found = await stat(path).catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  });
  const offset = plan.reportFile === null ? from.outputFrom : 0;
  if (found === null) return { kind: 'missing' };
  if (!found.isFile()) return { kind: 'unreadable', reason: 'it is not a file' };
  if (found.mtimeMs < from.stampMs) return { kind: 'stale' };
  if (found.size - offset > fixedLimits.reportBytesMax) {
    return { kind: 'unreadable', reason: 'it is too large' };
  }
  return parse(framework, await readFrom(path, offset, fixedLimits.reportBytesMax));
}

function parse(framework: Framework, text: string): TestReport {
  return reportParsers[framework.report.format](text);
}

function judgeBefore(course: { step: string; ending: Ending }, timeLimitMs: number): Judgement {
  const { ending, step } = course;
  if (ending.kind !== 'exited') {
    const nothing = {
      report: { kind: 'missing' },
      noTests: { exitCode: null, printed: null },
    } as const;
    return judge({ ...nothing, ending, output: '', program: 'sh', timeLimitMs });
  }
  const how = ending.signal ?? `exit code ${String(ending.exitCode)}`;
  const reason = `\`${step}\`, which the test script runs before its tests, ended with ${how}`;
  return { verdict: 'crashed', reason, cases: [] };
}

async function describe(run: {
  readonly plan: TestPlan;
  readonly judgement: Judgement;
  readonly ending: Ending;
  readonly durationMs: number;
  readonly output: string;
}): Promise<TestRun> {
  const { plan, judgement, ending } = run;
  const locator = await makeLocator(plan);
  const failing = judgement.cases
    .filter((found) => found.status === 'failed')
    .slice(0, bounds.failingCasesMax)
    .map((found) => locator.place(found));
  return {
    verdict: judgement.verdict,
    framework: plan.framework,
    command: plan.argv,
    exitCode: ending.kind === 'exited' ? ending.exitCode : null,
    signal: ending.kind === 'exited' ? ending.signal : null,
    durationMs: run.durationMs,
    totals: totalsOf(judgement.cases),
    failing,
    reason: judgement.reason,
    output: locator.shorten(run.output),
  };
}
