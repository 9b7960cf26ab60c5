import type { Files } from '../testing/tree.ts';
import type { FrameworkCase, Scenario } from './framework-case.ts';

type Counts = readonly [passed: number, failed: number, skipped: number];

/** The scenarios of a runner whose tests all stand in one file. */
interface TextCase {
  readonly framework: string;
  readonly variant?: string;
  readonly debian: readonly string[];
  readonly npm?: readonly string[];
  readonly version: readonly string[];
  readonly files: Files;
  /** The test file. */
  readonly file: string;
  readonly green: string;
  readonly greenCounts: Counts;
  readonly red: string;
  readonly redCounts: Counts;
  readonly failing: NonNullable<Scenario['failing']>;
  /** Null: the test file is left out. */
  readonly zero: string | null | Files;
  readonly broken: string;
  readonly hang: string;
  readonly daemon: string;
  readonly daemonCounts?: Counts;
  readonly generated: FrameworkCase['generated'];
  readonly without?: FrameworkCase['without'];
  readonly leaves?: RegExp;
  readonly timeLimitMs?: number;
  readonly hangLimitMs?: number;
}

/** Makes a case out of the texts of one test file. */
export function textCase(given: TextCase): FrameworkCase {
  const { file, zero } = given;
  const scenario = (text: string, counts?: Counts): Scenario => ({
    files: { [file]: text },
    ...(counts === undefined ? {} : { totals: totalsOf(counts) }),
  });
  const optional = {
    ...(given.variant === undefined ? {} : { variant: given.variant }),
    ...(given.without === undefined ? {} : { without: given.without }),
    ...(given.leaves === undefined ? {} : { leaves: given.leaves }),
    ...(given.hangLimitMs === undefined ? {} : { hangLimitMs: given.hangLimitMs }),
  };
  return {
    framework: given.framework,
    by: 'tool',
    needs: { debian: given.debian, npm: given.npm ?? [] },
    version: given.version,
    files: given.files,
    green: scenario(given.green, given.greenCounts),
    red: { ...scenario(given.red, given.redCounts), failing: given.failing },
    zero: typeof zero === 'string' ? scenario(zero) : { files: zero ?? {} },
    broken: scenario(given.broken),
    hang: scenario(given.hang),
    daemon: scenario(given.daemon, given.daemonCounts ?? [1, 0, 0]),
    generated: given.generated,
    timeLimitMs: given.timeLimitMs ?? 60_000,
    ...optional,
  };
}

function totalsOf([passed, failed, skipped]: Counts): NonNullable<Scenario['totals']> {
  return { total: passed + failed + skipped, passed, failed, skipped };
}
