import type { Candidate } from './candidate.ts';
import type { CommandReading } from './readings.ts';

/** Says what was looked at when no suite was found. */
export function whyNone(
  candidates: readonly Candidate[],
  readings: readonly CommandReading[],
): readonly string[] {
  const near = candidates
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, reasonsMax)
    .map(
      ({ framework, dir, reasons }) =>
        `${framework.id}${dir === '' ? '' : ` in ${dir}`}: ${reasons.join(', ')}; that is not enough for a suite`,
    );
  const refused = readings.flatMap(({ place, reading }) =>
    reading.kind === 'refused' ? [`${place}: ${reading.reason}`] : [],
  );
  const unclear = readings
    .filter(({ reading, isTest }) => isTest && reading.kind === 'opaque')
    .map(({ place }) => `${place} names no framework that is known here`);
  const reasons = [...new Set([...near, ...refused, ...unclear])].slice(0, reasonsMax);
  return reasons.length > 0 ? reasons : ['no test file, runner or test command was found'];
}

const reasonsMax = 10;
