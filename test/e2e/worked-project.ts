import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { eventsOf, makeProject, testOf, type Outcome, type Stage } from './stage.ts';

const green = (name: string) => [
  [
    { write: `src/${name}.js`, text: `export const ${name} = 1;\n` },
    { write: `test/${name}.test.js`, text: testOf(name, name, '1') },
  ],
];

/** Two features that merge, and one for which there is no script: it is given up after two attempts. */
export async function makeQueuedProject(): Promise<{ stage: Stage; stateDir: string }> {
  const stage = await makeProject(
    [{ name: 'Alpha' }, { name: 'Beta', dependsOn: ['Alpha'] }, { name: 'Gamma' }],
    { alpha: green('alpha'), beta: green('beta'), delta: green('delta') },
    { attemptsMax: 2 },
  );
  const { stdout } = await stage.run('paths', '--json');
  const { stateDir } = JSON.parse(stdout) as { stateDir: string };
  return { stage, stateDir };
}

/** The same after a run. */
export async function makeWorkedProject(): Promise<{ stage: Stage; stateDir: string }> {
  const made = await makeQueuedProject();
  const first = await made.stage.run('run', '--json');
  expect(first.stderr).toBe('');
  return made;
}

/** A feature as the program lists it. */
interface FeatureNow {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly epoch: number;
  readonly head: string | null;
  readonly mergedAs: string | null;
  readonly blockedReason: string | null;
  readonly dependsOn: readonly number[];
}

/** The features as the program lists them. */
export async function featuresOf(stage: Stage): Promise<FeatureNow[]> {
  const { stdout, stderr } = await stage.run('feature', 'list', '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as FeatureNow[];
}

/** Number, name and state of each. */
export const statesOf = (features: readonly FeatureNow[]) =>
  features.map(({ id, name, state }) => `${String(id)} ${name} ${state}`);

/** What verified main merged, oldest first. */
export function mergesOf(stage: Stage): string[] {
  const subjects = stage.git('log', '--first-parent', '--format=%s', 'main..agent-tui/main');
  return subjects.trim().split('\n').reverse();
}

/** What a run says that it recovered. */
export function recovered(outcome: Outcome): unknown[] {
  return eventsOf(outcome)
    .filter(({ event }) => event === 'fault:recovered')
    .map(({ what }) => what);
}

/** Removes what a state directory has of a kind. */
export function removeFiles(stateDir: string, pattern: RegExp): void {
  for (const name of readdirSync(stateDir)) {
    if (pattern.test(name)) rmSync(join(stateDir, name), { recursive: true });
  }
}

/** Runs git on gate.git. */
export function gateGit(stateDir: string, ...args: readonly string[]): string {
  const gate = ['--git-dir', join(stateDir, 'gate.git')];
  return execFileSync('git', [...gate, ...args], { encoding: 'utf8' }).trim();
}
