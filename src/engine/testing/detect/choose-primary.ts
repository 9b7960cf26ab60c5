import type { Ecosystem } from '../ecosystem.ts';
import type { Candidate } from './candidate.ts';

/** From here on evidence is more than a coincidence, and the language that owns the code decides. */
export const sureScoreMin = 100;

/**
 * The suites with the primary one first: tests before none, unit before end-to-end, the root before members, what the
 * project runs before what only stands there, the language that owns most of the code, then the weight of the evidence.
 */
export function rankSuites(
  suites: readonly Candidate[],
  languages: ReadonlyMap<Ecosystem, number>,
): readonly Candidate[] {
  const sizes = groupSizes(suites);
  const keys = (one: Candidate): readonly number[] => [
    one.hasTests ? 1 : 0,
    one.framework.level === 'unit' ? 1 : 0,
    one.score >= sureScoreMin ? 1 : 0,
    one.dir === '' ? 1 : 0,
    languages.get(one.framework.ecosystem) ?? 0,
    one.commanded === 'test' ? 1 : 0,
    sizes.get(one.framework.id) ?? 0,
    one.score,
    one.testFiles,
  ];
  const keyed = suites.map((one, order) => ({ one, keys: [...keys(one), -order] }));
  return keyed.toSorted((a, b) => compare(b.keys, a.keys)).map(({ one }) => one);
}

/** In how many directories each framework is found. */
function groupSizes(suites: readonly Candidate[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { framework } of suites) sizes.set(framework.id, (sizes.get(framework.id) ?? 0) + 1);
  return sizes;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
