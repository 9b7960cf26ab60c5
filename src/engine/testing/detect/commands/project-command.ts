/** A command of the project, and where it stands. */
export interface ProjectCommand {
  /** The path of the file, relative to the directory that is looked at. */
  readonly file: string;
  /** What a person calls it: `target test`, `script test`, `recipe check`, `job build`. */
  readonly title: string;
  /** The word by which others call it; null: nothing calls it by name. */
  readonly name: string | null;
  /** Where it is run, relative to the directory of the file. */
  readonly dir: string;
  /** Shell lines, one after the other; each must end well. */
  readonly lines: readonly string[];
  /** Its name says that it is the tests. */
  readonly isTest: boolean;
}

/** A kind of file in which projects write their commands. */
export interface CommandKind {
  /** Words that call a command of it by name: `make`, `npm run`. */
  readonly callers: readonly (readonly string[])[];
  /** Its path, relative to the directory that is looked at. */
  readonly file: RegExp;
  /** The commands in it; what cannot be read has none. */
  read(text: string, file: string): readonly ProjectCommand[];
}

const testNames =
  /^(?:tests?|check|unit|units|unittests?|spec|specs|pytest|phpunit|jest|vitest|ci|verify|coverage)(?:[-_:.]?(?:all|unit|units|ci|spec|specs|run|full|coverage|py|python|js|node|go|rust|ruby|php))*$/iu;

/** Whether a command's name says that it is the tests. */
export function isTestName(name: string): boolean {
  return testNames.test(name) || /^test[-_:.]/iu.test(name) || /[-_:.]tests?$/iu.test(name);
}

/** The commands of one file, by their names. */
export function namedCommands(
  rows: readonly (readonly [name: string, lines: readonly string[]])[],
  about: { readonly file: string; readonly noun: string },
): readonly ProjectCommand[] {
  return rows
    .map(([name, lines]) => ({
      file: about.file,
      title: `${about.noun} ${name}`,
      name,
      dir: '',
      lines,
      isTest: isTestName(name),
    }))
    .filter(({ lines }) => lines.length > 0);
}
