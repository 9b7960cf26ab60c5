import type { ReportFormat } from '../reports/index.ts';

/** A flag of a runner that the plan does not take over from the project's script. */
export interface DroppedFlag {
  readonly flag: string;
  /** Whether the next word belongs to it when it has no `=`. */
  readonly takesValue: boolean;
}

/** What speaks for a framework, as data; the search gives each kind its weight. */
export interface FrameworkEvidence {
  /** Program names that call the runner in a script. */
  readonly programs: readonly string[];
  /** Python modules that are the runner (`python -m …`). */
  readonly modules: readonly string[];
  /** The runner's own configuration files, by base name in the suite's directory. */
  readonly configFiles: RegExp | null;
  /** Marks inside other files of the suite's directory: a configuration of the runner. */
  readonly configMarks: readonly { readonly file: RegExp; readonly mark: RegExp }[];
  /** Packages in package.json that are the runner. */
  readonly packages: readonly string[];
  /** Marks inside dependency lists of other languages. */
  readonly dependencyMarks: readonly { readonly file: RegExp; readonly mark: RegExp }[];
  /** Paths, relative to the suite, that the runner takes for tests by itself. */
  readonly testFiles: RegExp;
  /** What a test file imports. */
  readonly imports: RegExp | null;
  /** A file that with matching test files is enough, by convention of the language. */
  readonly conventionFile: string | null;
}

/** What a command is made from. */
export interface CommandInput {
  /** The words that start the runner, ready to run. */
  readonly launcher: readonly string[];
  /** The arguments of the project's script and configuration, cleaned and expanded. */
  readonly args: readonly string[];
  readonly reportFile: string;
  /** The absolute path of a file that is shipped with this program. */
  readonly injected: (name: string) => string;
}

/** Knows one test framework; says how to run it, never runs it. */
export interface Framework {
  readonly id: string;
  readonly evidence: FrameworkEvidence;
  /** What starts it: a program of node_modules, the project's Python, or a program on PATH. */
  readonly start:
    | { readonly kind: 'package-binary'; readonly name: string }
    | { readonly kind: 'python' }
    | { readonly kind: 'program'; readonly name: string };
  readonly report: {
    readonly format: ReportFormat;
    /** `output`: the report is what the command prints. */
    readonly source: 'file' | 'output';
    readonly fileName: string;
    /** For a report that is printed: what a person would have seen. */
    readonly readable?: (text: string) => string;
  };
  /** Flags of a script that would keep the runner waiting. */
  readonly watches: RegExp;
  readonly dropped: readonly DroppedFlag[];
  /** How the runner tells that it found no test, when it leaves no report about that. */
  readonly noTests: { readonly exitCode: number | null; readonly printed: RegExp | null };
  /** The arguments when no script tells any, from the paths of the suite. */
  readonly defaultArgs?: (names: readonly string[]) => string[];
  command(input: CommandInput): string[];
}
