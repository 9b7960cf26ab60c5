import type { Framework } from '../frameworks/framework.ts';
import type { Invocation } from './detection.ts';

/** A framework in one directory, with all that speaks for it there. */
export interface Candidate {
  readonly framework: Framework;
  /** Relative to the tree; `''` is its root. */
  readonly dir: string;
  readonly score: number;
  /** How many test files match its pattern there. */
  readonly testFiles: number;
  /** Whether there are tests: matching files, or a language that keeps them inside of source files. */
  readonly hasTests: boolean;
  /** How the project itself runs it: a command named `test`, any other one, only its CI, or not at all. */
  readonly commanded: 'test' | 'other' | 'ci' | 'no';
  /** What the project runs may be another framework of the same language. */
  readonly isLoose: boolean;
  readonly invocation: Invocation;
  readonly reasons: readonly string[];
  readonly hangRisk: string | null;
}
