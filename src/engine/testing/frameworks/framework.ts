import type { Ecosystem } from '../ecosystem.ts';
import type { TestFileDraft } from '../generate/draft.ts';
import type { ReportFormat } from '../reports/index.ts';

/** A flag of a runner that the plan does not take over from the project's script. */
export interface DroppedFlag {
  readonly flag: string;
  /** Whether the next word belongs to it when it has no `=`. */
  readonly takesValue: boolean;
}

/** A command line of a project that calls a runner: `go test`, `./gradlew :app:check`, `ctest`. */
export interface RunnerCall {
  /** Its base name, whole: `/^gradlew?$/`. */
  readonly program: RegExp;
  /** Words that follow in this order, whatever options stand between them; none: the program is the runner. */
  readonly words: readonly RegExp[];
  /** The words stay among the arguments, because they say what is run: `verify`, `testDebugUnitTest`. */
  readonly keepsWords?: boolean;
}

/** A mark inside a file of the suite's directory. */
export interface Mark {
  /** The file's path, relative to the suite. */
  readonly file: RegExp;
  readonly mark: RegExp;
}

/** What speaks for a framework, as data; the search gives each kind its weight. */
export interface FrameworkEvidence {
  readonly calls: readonly RunnerCall[];
  /** Python modules that are the runner (`python -m …`). */
  readonly modules: readonly string[];
  /** The runner's own configuration files, by their path relative to the suite. */
  readonly configFiles: RegExp | null;
  readonly configMarks: readonly Mark[];
  /** Packages in package.json that are the runner. */
  readonly packages: readonly string[];
  /** Marks inside dependency lists of other languages. */
  readonly dependencyMarks: readonly Mark[];
  /** Paths, relative to the suite, that the runner takes for tests by itself. */
  readonly testFiles: RegExp;
  /** What those paths can end with (`.ts`, `.t`; `` for no extension), so that a tree is read once. */
  readonly testExtensions: readonly string[];
  /** What a test file imports or holds. */
  readonly imports: RegExp | null;
  /** What is enough by convention of the language; null: nothing is. */
  readonly convention: {
    readonly file: RegExp;
    readonly mark: RegExp | null;
    /** Tests may stand inside of source files, so that no file name tells whether there are any. */
    readonly hidesTests: boolean;
  } | null;
}

/** What a command is made from. */
export interface CommandInput {
  /** The words that start the runner, ready to run. */
  readonly launcher: readonly string[];
  /** The arguments of the project's script and configuration, cleaned and expanded. */
  readonly args: readonly string[];
  /** Where the report goes when it is one file. */
  readonly reportFile: string;
  /** A directory outside of the tree, fresh for this run; reports that are several files go into it. */
  readonly reportDir: string;
  /** The suite's directory. */
  readonly cwd: string;
  /** The absolute path of a file that is shipped with this program. */
  readonly injected: (name: string) => string;
  /** Whether the suite's directory, or the root of the tree, has a path. */
  readonly has: (path: string) => boolean;
  /** What stands in a file of the suite's directory, or of the root of the tree; empty where there is none. */
  readonly read: (path: string) => string;
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

/** A build file that lists the tests by name. */
export interface Registration {
  /** Its base name; the one nearest above the test file is taken. */
  readonly file: RegExp;
  /** Its text with the test file in it, or null when it needs no line. The path is relative to the build file. */
  added(text: string, path: string): string | null;
}

/** Where test files stand, what they are called and how they are begun. */
export interface TestFileRules {
  /** Base names without their extension, `*` for the name of the file that is tested; the most usual first. */
  readonly names: readonly string[];
  /** Extensions that a test file may have without neighbours that show another; the most usual first. */
  readonly extensions: readonly string[];
  /** How the name of the tested file is written in the name of its test file. */
  readonly spelled: 'as-is' | 'snake' | 'pascal';
  /** Where they go without neighbours, for a language whose test folders follow those of its sources; null: beside the file that is tested. */
  readonly dir: string | ((source: string) => string) | null;
  /** They are part of the package that they test, and can stand nowhere else. */
  readonly besideOnly: boolean;
  /** The base name is a module's name, which must be unique among modules without a package. */
  readonly areModules: boolean;
  /** Files directly in the suite's directory that tell which library the tests are written for. */
  readonly manifests?: RegExp;
  /** A whole file in which each test fails because it is not implemented. */
  text(draft: TestFileDraft): string;
  readonly registration?: Registration;
}

/** What starts a runner. */
export type Start =
  /** A program of node_modules. */
  | { readonly kind: 'package-binary'; readonly name: string }
  /** The project's Python. */
  | { readonly kind: 'python' }
  /** A program on PATH. */
  | { readonly kind: 'program'; readonly name: string }
  /** A program in the tree (`./mvnw`, `vendor/bin/phpunit`), else one on PATH. */
  | { readonly kind: 'tree-program'; readonly paths: readonly string[]; readonly name: string }
  /** `bundle exec NAME` where there is a Gemfile and a bundler, else a program on PATH. */
  | { readonly kind: 'bundle'; readonly name: string };

/** Where the report is found. */
export type ReportSource =
  | { readonly kind: 'file'; readonly name: string }
  /** It is what the command prints; `readable` makes of it what a person would have seen. */
  | { readonly kind: 'output'; readonly readable?: (text: string) => string }
  /** Fresh files below the report directory or the suite, by their path there. */
  | { readonly kind: 'collected'; readonly under: 'reports' | 'suite'; readonly files: RegExp };

/** Knows one test framework; says how to run it, never runs it. */
export interface Framework {
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  readonly language: string;
  readonly ecosystem: Ecosystem;
  /** End-to-end tests are primary only where there is nothing else. */
  readonly level: 'unit' | 'end-to-end';
  /** Whether its plan has been run on the tool itself, or on a strict simulator of the tool only. */
  readonly proof: 'tool' | 'simulator';
  /** Frameworks whose tests it runs as well: where both are found for one directory, only this one is told. */
  readonly supersedes: readonly string[];
  /** A run in a directory comes to the tests of packages below it, too. */
  readonly coversNested?: boolean;
  /** What a person types after the words that start it (`npx jest`, `./mvnw`, `python3`); words in capitals stand for what they name. */
  readonly typed: {
    /** What is typed first, where something has to be built: whole commands. */
    readonly build?: string;
    /** What stands before the arguments of a project. */
    readonly start: string;
    readonly all: string;
    readonly file: string;
    readonly test: string;
  };
  readonly evidence: FrameworkEvidence;
  readonly start: Start;
  readonly report: { readonly format: ReportFormat; readonly source: ReportSource };
  /** Flags of a script that would keep the runner waiting. */
  readonly watches: RegExp;
  /** Called bare, without a flag, it waits for changes on a terminal. */
  readonly watchesBare: boolean;
  /** The arguments of a project's script that are taken over; null: all that are not dropped. */
  readonly carried: RegExp | null;
  readonly dropped: readonly DroppedFlag[];
  /** How the runner tells that it found no test, when it leaves no report about that. */
  readonly noTests: { readonly exitCode: number | null; readonly printed: RegExp | null };
  /** The arguments when no script tells any, from the paths of the suite. */
  readonly defaultArgs?: (names: readonly string[]) => string[];
  /** Commands that build what is tested, each run to its end before the tests, within a limit of their own. */
  readonly build?: (input: CommandInput) => readonly (readonly string[])[];
  command(input: CommandInput): string[];
  /** Run when the tests have ended: a command whose output is the report. */
  readonly convert?: (input: CommandInput) => readonly string[];
  /** Added to the environment; a variable of the project's script wins. */
  readonly env?: (input: CommandInput) => Readonly<Record<string, string>>;
  /** Null: it cannot run a part of its tests. */
  readonly selection: SelectionRules | null;
  /** Null: no test file is generated for it. */
  readonly testFile: TestFileRules | null;
}
