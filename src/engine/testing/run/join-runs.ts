import type { TestRun } from '../../model/test-report.ts';
import { bounds } from '../bounds.ts';
import type { FoundSuite } from '../detect/detection.ts';

/**
 * What the runs of several suites come to: the first that did not pass tells the verdict, and the counts are those of
 * all. Null when nothing ran.
 */
export function joinRuns(
  suites: readonly Pick<FoundSuite, 'framework' | 'dir'>[],
  runs: readonly TestRun[],
): TestRun | null {
  const at = runs.findIndex((run) => run.verdict !== 'passed');
  const telling = runs[at === -1 ? 0 : at];
  if (telling === undefined) return null;
  if (runs.length === 1 && suites.length === 1) return telling;
  const suite = suites[at];
  const where = suite === undefined || suite.dir === '' ? '' : ` in ${suite.dir}`;
  const sum = (count: (run: TestRun) => number) => runs.reduce((all, run) => all + count(run), 0);
  return {
    ...telling,
    durationMs: sum((run) => run.durationMs),
    totals: {
      total: sum(({ totals }) => totals.total),
      passed: sum(({ totals }) => totals.passed),
      failed: sum(({ totals }) => totals.failed),
      skipped: sum(({ totals }) => totals.skipped),
    },
    failing: runs.flatMap((run) => run.failing).slice(0, bounds.failingCasesMax),
    reason: telling.reason === null ? null : `${telling.framework}${where}: ${telling.reason}`,
  };
}
