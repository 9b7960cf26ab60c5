/** A file with what stands in it. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
}

/** What a test file is made from. Paths are relative to the suite. */
export interface TestFileDraft {
  /** The file that the tests are of; it need not be there. */
  readonly source: string;
  /** The test file. */
  readonly file: string;
  /** One for each test: a single line without control characters. */
  readonly sentences: readonly string[];
  /** Test files that show the project's manner, nearest first. */
  readonly neighbours: readonly ReadFile[];
  /** Files of the same kind in the directory of the test file. */
  readonly beside: readonly ReadFile[];
  /** Files of the suite that tell which library its tests are written for. */
  readonly manifests?: readonly ReadFile[];
  /** Whether the package says that its `.js` files are ES modules. */
  readonly isModulePackage: boolean;
}

/** How the failure of every test begins that nobody has written yet. */
export const notImplemented = 'not implemented: ';
