import type { Candidate } from './candidate.ts';
import { weights } from './evidence.ts';

/** Dependencies alone, or files alone, are no suite. */
const scoreMin = 60;
/** Beside a framework of the same ecosystem that the project runs, another one needs more than a leftover. */
const scoreBesideMin = 110;

/** Candidates that are suites, and those that are set up but have no tests yet. */
export interface ChosenSuites {
  readonly suites: readonly Candidate[];
  readonly empty: readonly Candidate[];
}

/** Chooses the suites among all candidates: weak, superseded and covered ones are left out. */
export function chooseSuites(all: readonly Candidate[]): ChosenSuites {
  const strong = all.filter((one) => one.score >= scoreMin);
  const nested = strong.filter((one) => one.hasTests);
  // The tests of a member are tests of what runs the whole workspace, whatever their files are called.
  const withNested = strong.map((one) =>
    !one.hasTests && nested.some((other) => covers(one, other)) ? { ...one, hasTests: true } : one,
  );
  const isAnywhere = withNested.some((one) => one.hasTests);
  const real = withNested.filter(
    (one) => one.hasTests || (one.commanded !== 'no' && (one.dir === '' || !isAnywhere)),
  );
  const alive = real
    .map((one) => (real.some((other) => other.isLoose && supersedes(one, other)) ? run(one) : one))
    .filter((one) => !real.some((other) => supersedes(other, one)))
    .filter((one) => !real.some((other) => outdoes(other, one)));
  const whole = alive.filter((one) => !alive.some((other) => isOnlyAbove(one, other)));
  const suites = whole.filter((one) => !whole.some((other) => covers(other, one)));
  const empty = withNested.filter((one) => !one.hasTests && one.commanded === 'no');
  return { suites, empty };
}

/** What a program of the project's own runs is the better known of those that it may run. */
function run(one: Candidate): Candidate {
  if (one.commanded !== 'no') return one;
  return { ...one, commanded: 'other', score: one.score + weights.command };
}

/** Whether one runs the tests of the other as well, both being found for one directory. */
function supersedes(one: Candidate, other: Candidate): boolean {
  if (one.dir !== other.dir || one === other) return false;
  if (other.commanded !== 'no' && one.commanded === 'no' && !other.isLoose) return false;
  return one.framework.supersedes.includes(other.framework.id);
}

/** Whether the project runs the one, so that little evidence for the other is only a leftover. */
function outdoes(one: Candidate, other: Candidate): boolean {
  const isRival =
    one !== other &&
    one.dir === other.dir &&
    one.framework.ecosystem === other.framework.ecosystem &&
    one.framework.level === other.framework.level;
  if (!isRival || one.commanded === 'no' || other.commanded !== 'no') return false;
  return other.score < scoreBesideMin;
}

/** Whether a run of the one, at a directory above, comes to the tests of the other. */
function covers(one: Candidate, other: Candidate): boolean {
  if (one === other || one.framework !== other.framework || !isAbove(one.dir, other.dir)) {
    return false;
  }
  if (one.framework.coversNested === true) return isWhole(one) || other.commanded === 'no';
  return false;
}

/** Whether a directory only seems to have a suite, because members below it have tests of which they know more. */
function isOnlyAbove(one: Candidate, other: Candidate): boolean {
  if (one.framework !== other.framework || !isAbove(one.dir, other.dir)) return false;
  return one.commanded === 'no' && one.score < scoreBesideMin && one.score < other.score;
}

/** Whether no argument narrows the run to a part of the tree. */
function isWhole({ invocation }: Candidate): boolean {
  return !invocation.args.some(({ text }) => /^[\w.][\w./*-]*$/u.test(text) && text.includes('/'));
}

function isAbove(dir: string, below: string): boolean {
  return dir !== below && (dir === '' || below.startsWith(`${dir}/`));
}
