import type { TestCase } from '../../model/test-report.ts';
import type { TapPoint } from './tap-line.ts';

/** A test of a TAP stream with what is told below it. */
export interface TapTest {
  readonly path: string[];
  status: TestCase['status'];
  durationMs: number | null;
  readonly yaml: string[];
  /** Comments and indented lines behind a failure. */
  readonly notes: string[];
}

/** The tests of one indentation. */
export interface TapLevel {
  readonly indent: number;
  /** A comment told that subtests follow. */
  readonly isAnnounced: boolean;
  plan: number | null;
  seen: number;
  problem: string | null;
  readonly tests: TapTest[];
  /** Tests of a deeper level that no test has taken as its own yet. */
  below: TapTest[];
  /** The test whose braces are open. */
  open: TapTest | null;
}

/** A level on which nothing was told yet. */
export function newLevel(indent: number, isAnnounced: boolean): TapLevel {
  const told = { plan: null, seen: 0, problem: null, tests: [], below: [], open: null };
  return { indent, isAnnounced, ...told };
}

/** A test from its line. A test that is skipped or still to do is skipped, whether or not it failed. */
export function testOf(point: TapPoint): TapTest {
  const status = point.isSkipped ? 'skipped' : point.isOk ? 'passed' : 'failed';
  return { path: [point.name], status, durationMs: point.durationMs, yaml: [], notes: [] };
}

/** Counts a test and looks at its number. */
export function countPoint(level: TapLevel, { number }: TapPoint): void {
  level.seen += 1;
  if (number !== null && number !== level.seen) {
    level.problem ??= `test ${String(number)} came as number ${String(level.seen)}: tests are missing, or two streams are mixed`;
  }
}

/** Puts a test on its level. A test with subtests counts by them, and by itself only if it alone failed. */
export function settle(level: TapLevel, test: TapTest): void {
  const kids = level.below;
  level.below = [];
  for (const kid of kids) {
    kid.path.unshift(...test.path);
    if (test.status === 'skipped' && kid.status === 'failed') kid.status = 'skipped';
    level.tests.push(kid);
  }
  const isOwnFailure = test.status === 'failed' && !kids.some((kid) => kid.status === 'failed');
  if (kids.length === 0 || isOwnFailure) level.tests.push(test);
}

/** The tests of a level that has ended, with one that failed if its plan was not kept. */
export function closeLevel(level: TapLevel): readonly TapTest[] {
  if (level.open !== null) settle(level, level.open);
  const tests = [...level.tests, ...level.below];
  const isAnyFailed = tests.some((test) => test.status === 'failed');
  // An indented line of a log may look like a test that passed.
  if (level.indent > 0 && level.plan === null && !level.isAnnounced && !isAnyFailed) return [];
  const problem = level.problem ?? planProblem(level);
  return problem === null ? tests : [...tests, failure(problem)];
}

function planProblem({ plan, seen }: TapLevel): string | null {
  if (plan === null) return 'the TAP stream has no plan: it stopped in the middle';
  if (plan === seen) return null;
  return `the TAP stream plans ${String(plan)} tests and tells of ${String(seen)}`;
}

/** A failure of the stream itself. */
export function failure(message: string): TapTest {
  return { path: [], status: 'failed', durationMs: null, yaml: [], notes: [message] };
}
