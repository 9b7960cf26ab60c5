/** Which tests to run: all of them, or those of a file, or those whose name has these words; both narrow it together. */
export interface TestSelection {
  /** Relative to the project. */
  readonly file: string | null;
  /** A full name as a report tells it, or words of it in their order. */
  readonly name: string | null;
}
