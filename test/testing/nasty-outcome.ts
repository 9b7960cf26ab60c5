import type { TestReport } from '../../src/engine/model/test-report.ts';
import { totalsOf } from '../../src/engine/model/test-report.ts';
import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';

/** Total, passed, failed and skipped, or why it cannot be read. */
export type Outcome = readonly [number, number, number, number] | string;

/** A report that nobody wants, and what it must be read as. */
export interface NastyReport {
  readonly title: string;
  readonly format: ReportFormat;
  /** A large one is made when it is read. */
  readonly text: string | (() => string);
  readonly expected: Outcome;
}

export function outcomeOf(report: TestReport): Outcome {
  if (report.kind === 'unreadable') return report.reason;
  const { total, passed, failed, skipped } = totalsOf(report.cases);
  return [total, passed, failed, skipped];
}
