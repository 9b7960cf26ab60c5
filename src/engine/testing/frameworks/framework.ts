import type { TestFileDraft } from '../generate/draft.ts';
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

/** A part of a suite that is to be run. */
export interface SelectedPart {
  /** Relative to the suite's directory; null: every file. */
  readonly file: string | null;
  /** What stands in that file. */
  readonly text: string;
  /** A full name as a report tells it (parts joined by ` > `), or words of it; null: every test. */
  readonly name: string | null;
  /** The suite's directory, absolute and without links. */
  readonly cwd: string;
  /** The arguments as they would be without a selection. */
  readonly args: readonly string[];
  /** The absolute path of a file that is shipped with this program. */
  readonly injected: (name: string) => string;
}

/** How a part of the tests is run. */
export interface SelectionRules {
  /** Flags whose next word is their value, so that it is no file. */
  readonly valueFlags: readonly string[];
  /** Flags that choose files by themselves; a chosen file takes their place. */
  readonly fileFlags: readonly DroppedFlag[];
  /** Flags that choose tests by name; every selection takes their place. */
  readonly nameFlags: readonly DroppedFlag[];
  /** What is added before and after the arguments that are left. */
  words(part: SelectedPart): {
    readonly first: readonly string[];
    readonly last: readonly string[];
  };
}

/** Where test files stand, what they are called and how they are begun. */
export interface TestFileRules {
  /** Base names without their extension, `*` for the name of the file that is tested; the most usual first. */
  readonly names: readonly string[];
  /** Extensions that a test file may have without neighbours that show another; the most usual first. */
  readonly extensions: readonly string[];
  /** Where they go without neighbours; null: beside the file that is tested. */
  readonly dir: string | null;
  /** They are part of the package that they test, and can stand nowhere else. */
  readonly besideOnly: boolean;
  /** The base name is a module's name, which must be unique among modules without a package. */
  readonly areModules: boolean;
  /** A whole file in which each test fails because it is not implemented. */
  text(draft: TestFileDraft): string;
}

/** Knows one test framework; says how to run it, never runs it. */
export interface Framework {
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  readonly language: string;
  /** What a person types; words in capitals stand for what they name. */
  readonly typed: {
    /** What stands before all arguments. */
    readonly start: string;
    readonly all: string;
    readonly file: string;
    readonly test: string;
  };
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
  readonly selection: SelectionRules;
  readonly testFile: TestFileRules;
}
