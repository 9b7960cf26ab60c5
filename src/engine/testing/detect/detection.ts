import type { Config } from '../../model/config.ts';

/** One word of a command line. An unquoted word with `*`, `?` or `[` is expanded against the files of the tree. */
export interface CommandWord {
  readonly text: string;
  readonly glob: boolean;
}

/** How the project's own script calls its runner; all empty when no script names it. */
export interface Invocation {
  /** The words up to and with the runner, when they are more than its bare name (`node --x node_modules/.bin/jest`). */
  readonly launcher: readonly CommandWord[];
  readonly args: readonly CommandWord[];
  readonly env: Readonly<Record<string, string>>;
  /** Shell commands that the script runs first (`tsc` in `tsc && mocha`); they decide with the tests. */
  readonly before: readonly string[];
}

/** A test suite that can be run. */
export interface FoundSuite {
  /** The id of a row of the framework table. */
  readonly framework: string;
  /** The suite's directory, relative to the project; `''` is its root. */
  readonly dir: string;
  readonly packageManager: string | null;
  /** One sentence for each piece of evidence. */
  readonly reasons: readonly string[];
  readonly invocation: Invocation;
  /** Whether the project itself runs it, or its language's convention does; the gate runs those alone. */
  readonly isSure: boolean;
  /** What in the project would wait for ever if it were run as it is written; null: nothing that was seen. */
  readonly hangRisk: string | null;
  /** Where its report is, when the configuration names the place itself. */
  readonly report: NonNullable<Config['test']['report']> | null;
}

/** The suites of a project; the first is the primary one. */
export interface FoundTests {
  readonly kind: 'found';
  readonly primary: FoundSuite;
  /** With the primary one, which comes first. */
  readonly suites: readonly FoundSuite[];
  /** Frameworks that are configured, but have no test yet: `vitest in web`. */
  readonly empty: readonly string[];
  readonly packageManager: string | null;
}

/** What the search for the project's tests came to. */
export type Detection =
  | FoundTests
  | {
      readonly kind: 'none';
      readonly reasons: readonly string[];
      readonly packageManager: string | null;
      /** The configured directory of the suite, where the tree does not have it. */
      readonly missingDir: string | null;
    };

/** The files of one tree: all paths, relative with forward slashes, and how to read one. */
export interface ProjectFiles {
  readonly names: readonly string[];
  read(path: string): Promise<string | undefined>;
}

/** The invocation of a suite that no script tells about. */
export const plainInvocation: Invocation = { launcher: [], args: [], env: {}, before: [] };
