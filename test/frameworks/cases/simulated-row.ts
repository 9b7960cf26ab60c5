import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests } from './simulated-scenarios.ts';

/** A tool of the table of simulators. */
export interface Row {
  readonly framework: string;
  /** The program of the simulator. */
  readonly program: string;
  readonly file: string;
  /** Files that make the suite what it is. */
  readonly files: Files;
  /** Which form its tests have; `told`: a comment for each. */
  readonly form: 'javascript' | 'php' | 'rust' | 'told';
  readonly comment?: (words: string) => string;
  /** The report names the file of a failure, or its line as well. */
  readonly tells: 'nothing' | 'file' | 'line';
  /** Its report leaves out what is skipped. */
  readonly hidesSkipped?: boolean;
  readonly generated?: FrameworkCase['generated'];
  readonly leaves?: RegExp;
  readonly without?: FrameworkCase['without'];
}

/** Sentences that try to break out of literals, for a source file. */
export function generatedFor(source: string): FrameworkCase['generated'] {
  return { files: {}, source, tests: hostileTests };
}
