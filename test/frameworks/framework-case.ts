import type { Config } from '../../src/engine/model/config.ts';
import type { Files } from '../testing/tree.ts';

/** A run whose outcome is known before. */
export interface Scenario {
  readonly files: Files;
  /** Exact counts; left out where the run never gets to them. */
  readonly totals?: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  /** A failing test by words of its name, with its place where the report can tell it. */
  readonly failing?: { readonly name: string; readonly file?: string; readonly line?: number };
}

/** The projects on which a framework's plan is proved by running it. */
export interface FrameworkCase {
  /** The id of a row of the framework table. */
  readonly framework: string;
  /** What is special about this case, where a framework has several: `GoogleTest`. */
  readonly variant?: string;
  /** What runs it: the tool itself, or a strict simulator of it (a program of `test/frameworks/simulators/`, put first in PATH). */
  readonly by: 'tool' | 'simulator';
  /** Debian's packages and npm's, which the job installs; npm's go into the project of the case. */
  readonly needs: { readonly debian: readonly string[]; readonly npm: readonly string[] };
  /** A command that prints the tool's version; empty: that of its package. */
  readonly version: readonly string[];
  /** Files of all scenarios; those of a scenario come on top. */
  readonly files: Files;
  readonly green: Scenario;
  readonly red: Scenario;
  /** A suite that is set up and has no test in it: the verdict is `no-tests`. */
  readonly zero: Scenario;
  /** A test file that cannot be loaded or compiled: never a pass, and the reason or a failing case names it. */
  readonly broken: Scenario;
  /** A test that never ends: `timed-out`, and nothing of it is left. */
  readonly hang: Scenario;
  /** A green run that leaves a process in a session of its own behind: nothing of it is left. */
  readonly daemon: Scenario;
  /** Tests generated for a source file: exactly so many, all red for the right reason; null: none are generated. */
  readonly generated: {
    readonly files: Files;
    readonly source: string;
    readonly tests: readonly string[];
  } | null;
  /** Names of scenarios that this tool has no meaning for, with the reason, which is printed in the table. */
  readonly without?: Readonly<Partial<Record<ScenarioName, string>>>;
  /** What agent-tui.json says of the tests, for a framework that is never found by itself. */
  readonly override?: Config['test'];
  /** Paths that the tool itself writes into the tree when it builds or runs; nothing else may be there after a run. */
  readonly leaves?: RegExp;
  /** For one run, in a fresh tree. */
  readonly timeLimitMs: number;
  /** For the run that hangs, where the usual limit is over before its test has begun. */
  readonly hangLimitMs?: number;
}

/** The scenarios in the order in which they are run and told. */
export const scenarioNames = [
  'green',
  'red',
  'zero',
  'broken',
  'hang',
  'daemon',
  'generated',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];

/** How a case is called: by its framework, with what is special about it. */
export function caseName({ framework, variant }: FrameworkCase): string {
  return variant === undefined ? framework : `${framework} (${variant})`;
}
