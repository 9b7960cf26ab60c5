import { delimiter } from 'node:path';
import { testEnvironment } from '../../platform/child-environment.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Random } from '../../platform/random.ts';
import { stopTree } from '../../platform/process-tree.ts';
import type { TestPlan } from '../plan/plan.ts';
import type { Ending } from './supervised.ts';
import { leftoverGraceMs, runSupervised, sizeOf } from './supervised.ts';

/** What following a plan needs. */
export interface CourseOptions {
  readonly plan: TestPlan;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly home: string;
  /** For what the project runs first and the tests together. */
  readonly timeLimitMs: number;
  /** For all commands that build. */
  readonly buildLimitMs: number;
  /** The tests are ended when nothing is printed for so long; null: they may be silent. */
  readonly silenceLimitMs: number | null;
  readonly outputFile: string;
  /** Where the output of the plan's last command goes, if it has one. */
  readonly convertedFile: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal | undefined;
  readonly runningDir: string | undefined;
}

/** What the commands before the tests, and the tests, came to. */
export type Course =
  | {
      readonly kind: 'stopped-before';
      readonly step: string;
      /** Whose step it is: the project's own script, or a build that the framework needs. */
      readonly part: 'script' | 'build';
      readonly ending: Ending;
    }
  | { readonly kind: 'ran'; readonly ending: Ending; readonly outputFrom: number };

/** Runs the project's own steps, the build, the tests and what makes a report of their result. */
export async function follow(options: CourseOptions): Promise<Course> {
  const { plan, random, clock } = options;
  const marker = random.id();
  try {
    return await followMarked(options, marker);
  } finally {
    // What the project's own steps started, such as a server for the tests, has lived until now.
    if (plan.before.length > 0) {
      await stopTree({ root: null, marker, graceMs: leftoverGraceMs, clock });
    }
  }
}

async function followMarked(options: CourseOptions, marker: string): Promise<Course> {
  const { plan, clock, timeLimitMs, buildLimitMs, outputFile } = options;
  const run = runner(options);
  const startedAt = clock.monotonic();
  const left = () => timeLimitMs - (clock.monotonic() - startedAt);
  for (const step of plan.before) {
    const argv = ['sh', '-c', step];
    const ending = await run({ argv, marker, timeLimitMs: left(), keepsRest: true });
    if (!isDone(ending)) return { kind: 'stopped-before', part: 'script', step, ending };
  }
  const testsLimitMs = left();
  const buildAt = clock.monotonic();
  for (const argv of plan.build) {
    const buildLeft = buildLimitMs - (clock.monotonic() - buildAt);
    const ending = await run({ argv, timeLimitMs: buildLeft });
    if (!isDone(ending)) {
      return { kind: 'stopped-before', part: 'build', step: argv.join(' '), ending };
    }
  }
  const outputFrom = sizeOf(outputFile);
  const silenceLimitMs = options.silenceLimitMs;
  const ending = await run({ argv: plan.argv, timeLimitMs: testsLimitMs, silenceLimitMs });
  if (plan.convert !== null && ending.kind === 'exited') {
    const { convertedFile } = options;
    await run({ argv: plan.convert, timeLimitMs: buildLimitMs, outputFile: convertedFile });
  }
  return { kind: 'ran', ending, outputFrom };
}

interface Step {
  readonly argv: readonly string[];
  readonly timeLimitMs: number;
  readonly marker?: string;
  readonly keepsRest?: boolean;
  readonly outputFile?: string;
  readonly silenceLimitMs?: number | null;
}

function runner(options: CourseOptions): (step: Step) => Promise<Ending> {
  const { plan, baseEnv, home, clock, random, signal, runningDir, outputFile } = options;
  const own = testEnvironment(baseEnv, home, plan.env);
  const env = { ...own, PATH: [...plan.pathPrefix, own['PATH'] ?? ''].join(delimiter) };
  const given = { cwd: plan.cwd, env, clock, signal, runningDir };
  return (step) => runSupervised({ ...given, outputFile, marker: random.id(), ...step });
}

function isDone(ending: Ending): boolean {
  return ending.kind === 'exited' && ending.exitCode === 0;
}
