import type { FrameworkCase } from '../framework-case.ts';

/** The sources of one test file in a language that a simulator reads. */
export interface SimulatedSources {
  readonly file: string;
  /** A file with a passing and a skipped test. */
  readonly green: string;
  /** A file with one failing test, called as the case says. */
  readonly red: string;
  readonly failing: { readonly name: string; readonly file?: string; readonly line?: number };
  /** A file without a test. */
  readonly zero: string;
  /** A comment of the language that holds some words. */
  readonly comment: (words: string) => string;
}

type Scenarios = Pick<
  FrameworkCase,
  'by' | 'green' | 'red' | 'zero' | 'broken' | 'hang' | 'daemon' | 'timeLimitMs'
>;

/** The scenarios of a tool that is simulated; comments tell the simulator what to do besides. */
export function simulatedScenarios(sources: SimulatedSources): Scenarios {
  const { file, green, red, zero, failing, comment } = sources;
  const asked = (words: string) => ({ [file]: `${green}${comment(`simulated: ${words}`)}\n` });
  const totals = { total: 2, passed: 1, failed: 0, skipped: 1 };
  return {
    by: 'simulator',
    green: { files: { [file]: green }, totals },
    red: {
      files: { [file]: red },
      totals: { total: 1, passed: 0, failed: 1, skipped: 0 },
      failing,
    },
    zero: { files: { [file]: zero }, totals: { total: 0, passed: 0, failed: 0, skipped: 0 } },
    broken: { files: asked('does not compile') },
    hang: { files: asked('hangs') },
    daemon: { files: asked('leaves a daemon'), totals },
    timeLimitMs: 30_000,
  };
}

/** Sentences that try to break out of a literal of every language. */
export const hostileTests: readonly string[] = [
  'adds two numbers',
  'refuses "text", \'text\', ${code}, #{code}, $code and \\ – plainly',
];

/** A comment that begins with two slashes. */
export function slashes(words: string): string {
  return `// ${words}`;
}
