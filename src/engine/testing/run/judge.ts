import { constants } from 'node:os';
import type { TestCase, TestVerdict } from '../../model/test-report.ts';
import { totalsOf } from '../../model/test-report.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { Course } from './course.ts';
import type { FoundReport } from './read-report.ts';
import type { Ending } from './supervised.ts';

/** What was seen of a run, before it is judged. */
export interface Observed {
  readonly ending: Ending;
  readonly report: FoundReport;
  readonly noTests: Framework['noTests'];
  /** The beginning and the end of what was printed. */
  readonly output: string;
  readonly program: string;
  readonly limits: RunLimits;
}

/** How long a run might take and be silent. */
export interface RunLimits {
  readonly timeLimitMs: number;
  readonly silenceLimitMs: number | null;
}

/** A verdict with its reason; the reason is null for a pass alone. */
export interface Judgement {
  readonly verdict: TestVerdict;
  readonly reason: string | null;
  readonly cases: readonly TestCase[];
}

/** Exit codes by which shells and wrappers say that there is no such command. */
const notFoundCodes: readonly (number | null)[] = [126, 127];
/** What npx prints when a package is not installed and it may not install it. */
const notInstalled = /npx canceled due to missing packages|could not determine executable to run/u;

/** Judges a run. Only an exit of 0 with a whole report of passed tests, none failed, is a pass. */
export function judge(seen: Observed): Judgement {
  const cases = seen.report.kind === 'read' ? seen.report.cases : [];
  const because = (verdict: TestVerdict, reason: string) => ({ verdict, reason, cases });
  const { ending } = seen;
  switch (ending.kind) {
    case 'cancelled':
      return because('cancelled', 'the run was cancelled');
    case 'timed-out':
      return because(
        'timed-out',
        `the tests did not end within ${duration(seen.limits.timeLimitMs)}`,
      );
    case 'silent':
      return because(
        'timed-out',
        `the tests printed nothing for ${duration(seen.limits.silenceLimitMs ?? 0)}`,
      );
    case 'not-found':
      return because('command-not-found', `there is no program ${seen.program}`);
    case 'printed-too-much':
      return because('crashed', 'the tests were stopped because their output had no end');
    case 'exited':
      return judgeExit(seen, ending.exitCode, ending.signal);
  }
}

/** Judges a run that did not come to its tests. */
export function judgeStoppedBefore(
  course: Extract<Course, { kind: 'stopped-before' }>,
  limits: RunLimits,
): Judgement {
  const { ending, step, part } = course;
  const [program = 'sh'] = part === 'build' ? step.split(' ') : ['sh'];
  if (ending.kind !== 'exited') {
    const noTests = { exitCode: null, printed: null };
    return judge({ ending, report: { kind: 'missing' }, noTests, output: '', program, limits });
  }
  const how = ending.signal ?? `exit code ${String(ending.exitCode)}`;
  const whose =
    part === 'script' ? 'which the test script runs before its tests' : 'which builds the tests';
  return { verdict: 'crashed', reason: `\`${step}\`, ${whose}, ended with ${how}`, cases: [] };
}

function judgeExit(seen: Observed, exitCode: number | null, signal: string | null): Judgement {
  const { report } = seen;
  const cases = report.kind === 'read' ? report.cases : [];
  const because = (verdict: TestVerdict, reason: string) => ({ verdict, reason, cases });
  if (signal !== null) return because('crashed', `the test command was ended by ${signal}`);
  const code = String(exitCode);
  switch (report.kind) {
    case 'missing':
      return judgeWithoutReport(seen, exitCode);
    case 'stale':
      // Reports below the suite stay from run to run: a build that failed before its tests has left none.
      if (exitCode !== 0) return judgeWithoutReport(seen, exitCode);
      return because('unreadable-report', 'the test report is older than the run');
    case 'unreadable':
      if (saysNoTests(seen, exitCode)) return because('no-tests', 'the runner found no tests');
      return because(
        'unreadable-report',
        `the test report cannot be read: ${report.reason} (exit code ${code})`,
      );
    case 'read':
      return judgeCases(seen, cases, exitCode);
  }
}

function judgeWithoutReport(seen: Observed, exitCode: number | null): Judgement {
  const because = (verdict: TestVerdict, reason: string) => ({ verdict, reason, cases: [] });
  const code = String(exitCode);
  if (notFoundCodes.includes(exitCode) || notInstalled.test(seen.output)) {
    return because('command-not-found', `${seen.program} could not be run (exit code ${code})`);
  }
  if (saysNoTests(seen, exitCode)) return because('no-tests', 'the runner found no tests');
  return exitCode === 0
    ? because('unreadable-report', 'the test command left no report')
    : because('crashed', `the test command left no report and ended with ${exitWords(exitCode)}`);
}

function judgeCases(
  seen: Observed,
  cases: readonly TestCase[],
  exitCode: number | null,
): Judgement {
  const because = (verdict: TestVerdict, reason: string | null) => ({ verdict, reason, cases });
  const { total, passed, failed } = totalsOf(cases);
  const how = exitWords(exitCode);
  // Some runners tell an empty suite as a failure of its own.
  if (
    failed === total &&
    failed > 0 &&
    failed <= 2 &&
    seen.noTests.printed?.test(seen.output) === true
  ) {
    return because('no-tests', 'the runner found no tests');
  }
  if (failed > 0) {
    return because('failed', `${String(failed)} of ${String(total)} tests failed`);
  }
  if (exitCode !== 0 && !(total === 0 && saysNoTests(seen, exitCode))) {
    return because('crashed', `the test command ended with ${how}, but no test failed`);
  }
  if (total === 0) return because('no-tests', 'no test ran');
  if (passed === 0) return because('no-tests', `all ${String(total)} tests were skipped`);
  return because('passed', null);
}

/** Shells, and with them our process namespaces, tell a signal as 128 and its number. */
function exitWords(exitCode: number | null): string {
  const number = (exitCode ?? 0) - 128;
  const signal = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return `exit code ${String(exitCode)}${signal === undefined ? '' : ` (${signal})`}`;
}

function saysNoTests(seen: Observed, exitCode: number | null): boolean {
  const { noTests, output } = seen;
  return (
    (noTests.exitCode !== null && exitCode === noTests.exitCode) ||
    noTests.printed?.test(output) === true
  );
}

function duration(timeMs: number): string {
  if (timeMs < 60_000) return `${String(timeMs / 1000)} seconds`;
  const minutes = timeMs / 60_000;
  return `${String(Math.round(minutes * 10) / 10)} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
