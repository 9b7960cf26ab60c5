import { snapshot } from '../e2e/snapshot.ts';
import type { Left } from './left.ts';

/** I5: in the person's repository nothing changed but objects and `agent-tui/main`. */
export async function personUntouched({ scratch, before, mayChange }: Left): Promise<string[]> {
  const after = await snapshot(scratch.dir);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => before[name] !== after[name])
    .filter((name) => !mayChange.some((pattern) => pattern.test(name)))
    .map((name) => `${name} of the person's repository changed`);
}
