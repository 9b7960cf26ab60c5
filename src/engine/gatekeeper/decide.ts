import type { TestCase, TestRun } from '../model/test-report.ts';
import type { Decision, Evidence } from '../model/verdict.ts';

/**
 * Decides about one candidate from what was observed, and from nothing else. The order matters:
 * a fault of the machine is never called a fault of the feature, and only one path ends in `verified`.
 */
export function decide(evidence: Evidence): Decision {
  const { merge, findings, setup } = evidence;
  if (merge.kind === 'conflict') {
    const files = merge.files.map((file) => file.path).join(', ');
    return { outcome: 'conflicted', reasons: [`it conflicts with main in ${files}`] };
  }
  if (findings.length > 0) return rejected(...findings.map((finding) => finding.detail));
  if (merge.kind === 'failed') return errored(merge.reason);
  if (merge.kind === 'unchanged') {
    return rejected('nothing to merge: main has everything already');
  }
  if (setup.kind === 'unplaced') {
    return isKnown(evidence.baselinePassed) ? rejected(setup.reason) : errored(setup.reason);
  }
  if (setup.kind === 'failed') {
    const reasons = [`set-up failed: ${setup.reason}`];
    return { outcome: setup.inputsChanged ? 'rejected' : 'errored', reasons };
  }
  if (evidence.tests === null) return errored('no tests were run');
  return decideByTests(evidence.tests, evidence.baselinePassed);
}

function decideByTests(run: TestRun, baselinePassed: number | null): Decision {
  switch (run.verdict) {
    case 'passed':
      return decideByCount(run, baselinePassed);
    case 'failed':
      return rejected(failedSentence(run));
    case 'no-tests':
      return blame(run, baselinePassed, 'no test was run');
    case 'unreadable-report':
      return blame(run, baselinePassed, 'the test report cannot be read');
    case 'timed-out':
      return blame(run, baselinePassed, 'the tests did not end in time');
    case 'crashed':
      return blame(run, baselinePassed, 'the test run crashed');
    case 'command-not-found':
      return blame(run, baselinePassed, `there is no program ${run.command[0] ?? ''}`);
    case 'cancelled':
      return errored(run.reason ?? 'the test run was cancelled');
  }
}

/** A pass needs at least one passed test and no fewer than main has, whatever the exit code says. */
function decideByCount(run: TestRun, baselinePassed: number | null): Decision {
  const { passed, failed } = run.totals;
  if (failed > 0) return rejected(failedSentence(run));
  if (passed === 0) return blame(run, baselinePassed, 'no test passed');
  if (baselinePassed !== null && passed < baselinePassed) {
    const skipped = run.totals.skipped > 0 ? `, ${String(run.totals.skipped)} skipped` : '';
    return rejected(
      `${count(passed, 'test')} passed${skipped}, but ${String(baselinePassed)} pass on main: tests were removed, renamed away or skipped`,
    );
  }
  return { outcome: 'verified', reasons: [] };
}

/** What never worked here may be the machine's fault; what worked on main in this gate is the candidate's. */
function blame(run: TestRun, baselinePassed: number | null, sentence: string): Decision {
  const reason = run.reason ?? sentence;
  return isKnown(baselinePassed) ? rejected(reason) : errored(reason);
}

/** Whether tests of main ran and passed in this gate. */
function isKnown(baselinePassed: number | null): boolean {
  return baselinePassed !== null && baselinePassed > 0;
}

function failedSentence(run: TestRun): string {
  const first = run.failing[0];
  const tail = first === undefined ? '' : `; first: ${testPlace(first)}`;
  const failed = Math.max(run.totals.failed, 1);
  const total = Math.max(run.totals.total, failed);
  return `${String(failed)} of ${count(total, 'test')} failed${tail}`;
}

/** A test's name and, where they are known, its file and line. */
export function testPlace(test: TestCase): string {
  if (test.file === null) return test.name;
  const line = test.line === null ? '' : `:${String(test.line)}`;
  return `${test.name} (${test.file}${line})`;
}

function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}

function rejected(...reasons: string[]): Decision {
  return { outcome: 'rejected', reasons };
}

function errored(reason: string): Decision {
  return { outcome: 'errored', reasons: [reason] };
}
