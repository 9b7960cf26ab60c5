import { join } from 'node:path';
import { lookBefore, type Left } from '../promises/left.ts';
import { openScratch, testOf } from '../promises/scratch.ts';

const agent = join(import.meta.dirname, 'agent.sh');

/** Counted failures, deaths and pauses are not what is tried here: only what a person would have to decide is turned off. */
const never = 100_000;

const limits = {
  retryDelayMs: 100,
  retryDelayMsMax: 500,
  killGraceMs: 500,
  heartbeatIntervalMs: 1_000,
  leaseDurationMs: 5_000,
  nudgeAfterMs: 4_000,
  stallAfterMs: 8_000,
  checkpointIntervalMs: 2_000,
  mainLookIntervalMs: 1_000,
  attemptsMax: never,
  sameFailuresMax: never,
  crashesMax: never,
  massDeathsMax: never,
};

/** The name of the nth feature; it is a word of JavaScript, for it becomes a module and what that exports. */
export function featureName(number: number): string {
  return `feature${String(number)}`;
}

/** A project with a list that every feature adds itself to, and the first features. */
export async function openProject(given: {
  readonly seed: number;
  readonly features: number;
  /** Filled with the names of what was asked for. */
  readonly asked: string[];
}): Promise<Left> {
  const scratch = await openScratch('chaos');
  const command = ['bash', agent];
  const env = { CHAOS_SEED: String(given.seed), CHAOS_HOME: scratch.home };
  scratch.git('init', '--quiet', '--initial-branch=main');
  await scratch.write('package.json', '{"type":"module","scripts":{"test":"node --test"}}\n');
  await scratch.write('src/list.js', 'export const list = [\n];\n');
  await scratch.write('test/list.test.js', testOf('list', 'Array.isArray(list)', 'true'));
  const config = { agents: { bad: { driver: 'command', command, env } }, parallel: 3, limits };
  await scratch.write('agent-tui.json', JSON.stringify(config));
  scratch.commitAll('first');
  const { asked } = given;
  const left = await lookBefore(scratch, asked);
  for (let number = 1; number <= given.features; number += 1) await addFeature(left, asked);
  return left;
}

/** Asks for one more feature, from another process as a person would. */
export async function addFeature(left: Left, asked: string[]): Promise<void> {
  const name = featureName(asked.length + 1);
  const { code } = await left.scratch.run('feature', 'add', name);
  // One that could not be added now (the program is just being made ready) is added with the next look.
  if (code === 0) asked.push(name);
}
