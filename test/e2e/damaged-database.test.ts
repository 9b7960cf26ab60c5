import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, eventsOf, makeProject, testOf, type Stage } from './stage.ts';

const green = (name: string) => [
  [
    { write: `src/${name}.js`, text: `export const ${name} = 1;\n` },
    { write: `test/${name}.test.js`, text: testOf(name, name, '1') },
  ],
];

/** A project whose first run has merged two features and given one up; a fourth is asked for afterwards. */
async function makeWorkedProject() {
  const stage = await makeProject(
    [{ name: 'Alpha' }, { name: 'Beta', dependsOn: ['Alpha'] }, { name: 'Gamma' }],
    { alpha: green('alpha'), beta: green('beta'), delta: green('delta') },
    { attemptsMax: 2 },
  );
  const first = await stage.run('run', '--json');
  expect(first.stderr).toBe('');
  const database = execFileSync('find', [stage.home, '-name', 'state.db'], {
    encoding: 'utf8',
  }).trim();
  return { stage, database, gate: join(database, '..', 'gate.git') };
}

interface FeatureNow {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly mergedAs: string | null;
  readonly dependsOn: readonly number[];
}

async function featuresOf(stage: Stage): Promise<FeatureNow[]> {
  const { stdout } = await stage.run('feature', 'list', '--json');
  return JSON.parse(stdout) as FeatureNow[];
}

const states = (features: readonly FeatureNow[]) =>
  Object.fromEntries(features.map(({ id, name, state }) => [`#${String(id)} ${name}`, state]));

it('DEBUG', async () => {
  const { stage, database } = await makeWorkedProject();
  const before = await featuresOf(stage);
  console.log(states(before), readdirSync(join(database, '..')));
  for (const name of readdirSync(join(database, '..'))) {
    if (/state\.db|intake/.test(name)) rmSync(join(database, '..', name));
  }
  const second = await stage.run('run', '--json');
  console.log(second);
  console.log(await featuresOf(stage));
  const third = await stage.run('run', '--json');
  console.log(third);
  console.log(await featuresOf(stage));
}, 120_000);
