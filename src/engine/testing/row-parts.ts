import type { Framework, FrameworkEvidence } from './frameworks/framework.ts';

/** Evidence of which a row fills in what there is. */
export const bareEvidence: FrameworkEvidence = {
  calls: [],
  modules: [],
  configFiles: null,
  configMarks: [],
  packages: [],
  dependencyMarks: [],
  testFiles: /^\b$/u,
  testExtensions: [],
  imports: null,
  convention: null,
};

/** What holds for most runners: they end by themselves, take all arguments and say nothing special of an empty suite. */
export const plainRunner: Pick<
  Framework,
  'supersedes' | 'watches' | 'watchesBare' | 'carried' | 'dropped' | 'noTests'
> = {
  supersedes: [],
  watches: /^$/u,
  watchesBare: false,
  carried: null,
  dropped: [],
  noTests: { exitCode: null, printed: null },
};

/** For runners of JavaScript: what stands in package.json, and the usual names of test files. */
export const javaScriptTests = /(?:(?:^|\/)__tests__\/.+|[._-](?:test|spec))\.[cm]?[jt]sx?$/u;

/** The same with files of any name in a folder for tests. */
export const javaScriptTestsOrFolder =
  /(?:(?:^|\/)(?:tests?|specs?|__tests__)\/.+|(?:^|\/)(?:test|spec)|[._-](?:test|spec))\.[cm]?[jt]sx?$/u;

/** A selection that replaces the files of the command by the chosen one and adds words for a name. */
export function selectByFile(given: {
  readonly valueFlags?: readonly string[];
  readonly nameFlags?: readonly string[];
  /** Words for a name; left out: a name cannot be chosen. */
  readonly named?: (name: string) => readonly string[];
  readonly fileWords?: (file: string) => readonly string[];
}): NonNullable<Framework['selection']> {
  const { valueFlags = [], nameFlags = [], named } = given;
  const fileWords = given.fileWords ?? ((file: string): readonly string[] => [file]);
  return {
    valueFlags,
    fileFlags: [],
    nameFlags: nameFlags.map((flag) => ({ flag, takesValue: true })),
    words: ({ file, name }) => ({
      first: name === null || named === undefined ? [] : named(name),
      last: file === null ? [] : fileWords(file),
    }),
  };
}
