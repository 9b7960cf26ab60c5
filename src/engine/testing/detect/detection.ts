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
export interface FoundTests {
  readonly kind: 'found';
  /** The id of a row of the framework table. */
  readonly framework: string;
  /** The suite's directory, relative to the project; `''` is its root. */
  readonly dir: string;
  readonly packageManager: string | null;
  /** One sentence for each piece of evidence. */
  readonly reasons: readonly string[];
  readonly invocation: Invocation;
}

/** What the search for the project's tests came to. */
export type Detection =
  | FoundTests
  | {
      readonly kind: 'none';
      readonly reasons: readonly string[];
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
