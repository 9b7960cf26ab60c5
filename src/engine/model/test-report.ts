/** One test case as its framework reported it. */
export interface TestCase {
  /** Full name, outer suites first, joined by ` > `. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number | null;
  /** Why it failed, ANSI stripped; null unless failed. */
  readonly message: string | null;
  /** Path relative to the project's root where it can be known. */
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
}

/** What a report file said. `unreadable` names what is wrong with it. */
export type TestReport =
  | { readonly kind: 'read'; readonly cases: readonly TestCase[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Counts, always made from the cases and never from attributes. A load failure counts as one failed case. */
export interface TestTotals {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What one run of a project's tests showed. Only `passed` is a pass. */
export type TestVerdict =
  | 'passed'
  | 'failed'
  | 'no-tests'
  | 'unreadable-report'
  | 'timed-out'
  | 'crashed'
  | 'command-not-found'
  | 'cancelled';

/** The outcome of one test run. */
export interface TestRun {
  readonly verdict: TestVerdict;
  readonly framework: string;
  readonly command: readonly string[];
  /** The format of the report that told the cases; runs of earlier versions do not say. */
  readonly source?: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly durationMs: number;
  readonly totals: TestTotals;
  readonly failing: readonly TestCase[];
  /** One sentence: why it is not a pass; null for a pass. */
  readonly reason: string | null;
  /** Head and tail of what was printed, sanitised and capped. */
  readonly output: string;
}

/** Counts test cases by status. */
export function totalsOf(cases: readonly TestCase[]): TestTotals {
  const count = (status: TestCase['status']) => cases.filter((c) => c.status === status).length;
  return {
    total: cases.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
  };
}
