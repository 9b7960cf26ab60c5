import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/engine/db/index.ts';
import { ended, eventsOf, makeProject, testOf, type Outcome, type Stage } from './stage.ts';

const green = (name: string) => [
  [
    { write: `src/${name}.js`, text: `export const ${name} = 1;\n` },
    { write: `test/${name}.test.js`, text: testOf(name, name, '1') },
  ],
];

/** Two features that merge, and one for which there is no script: it is given up after two attempts. */
async function makeQueuedProject(): Promise<{ stage: Stage; stateDir: string }> {
  const stage = await makeProject(
    [{ name: 'Alpha' }, { name: 'Beta', dependsOn: ['Alpha'] }, { name: 'Gamma' }],
    { alpha: green('alpha'), beta: green('beta'), delta: green('delta') },
    { attemptsMax: 2 },
  );
  const { stdout } = await stage.run('paths', '--json');
  const { stateDir } = JSON.parse(stdout) as { stateDir: string };
  return { stage, stateDir };
}

async function makeWorkedProject(): Promise<{ stage: Stage; stateDir: string }> {
  const made = await makeQueuedProject();
  const first = await made.stage.run('run', '--json');
  expect(first.stderr).toBe('');
  return made;
}

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

async function featuresOf(stage: Stage): Promise<FeatureNow[]> {
  const { stdout, stderr } = await stage.run('feature', 'list', '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as FeatureNow[];
}

const statesOf = (features: readonly FeatureNow[]) =>
  features.map(({ id, name, state }) => `${String(id)} ${name} ${state}`);

function mergesOf(stage: Stage): string[] {
  const subjects = stage.git('log', '--first-parent', '--format=%s', 'main..agent-tui/main');
  return subjects.trim().split('\n').reverse();
}

function recovered(outcome: Outcome): unknown[] {
  return eventsOf(outcome)
    .filter(({ event }) => event === 'fault:recovered')
    .map(({ what }) => what);
}

function removeFiles(stateDir: string, pattern: RegExp): void {
  for (const name of readdirSync(stateDir)) {
    if (pattern.test(name)) rmSync(join(stateDir, name), { recursive: true });
  }
}

function gateGit(stateDir: string, ...args: readonly string[]): string {
  const gate = ['--git-dir', join(stateDir, 'gate.git')];
  return execFileSync('git', [...gate, ...args], { encoding: 'utf8' }).trim();
}

describe('a damaged database', () => {
  it('is repaired by the next run, and named by every other command; nothing is lost or merged twice', async () => {
    const { stage, stateDir } = await makeWorkedProject();
    const database = join(stateDir, 'state.db');
    const commits = (await featuresOf(stage)).map(({ mergedAs }) => mergedAs);
    await stage.run('feature', 'add', 'Delta', '--depends-on', 'Beta');
    const damages: Readonly<Record<string, () => void>> = {
      'a text': () => writeFileSync(database, 'These are my notes.\n'.repeat(500)),
      'cut off': () => truncateSync(database, Math.floor(statSync(database).size / 2)),
      empty: () => truncateSync(database, 0),
      gone: () => rmSync(database),
      'a directory': () => (rmSync(database), mkdirSync(database)),
      'changed in the middle': () => overwrite(database, 4096, 200),
    };
    for (const [what, damage] of Object.entries(damages)) {
      damage();
      const listed = await stage.run('feature', 'list');
      if (what !== 'changed in the middle' && what !== 'cut off') {
        expect([listed.code, listed.stdout], what).toEqual([3, '']);
        expect(listed.stderr.trim().split('\n'), what).toHaveLength(2);
        expect(listed.stderr, what).toMatch(
          /database of the project is damaged[^]*start agent-tui/,
        );
      }
      const run = await stage.run('run', '--json');
      expect([run.stderr, run.code], what).toEqual(['', 1]);
      expect(recovered(run)[0], what).toMatch(
        /^The database was damaged .* put back from the backup/,
      );
      const features = await featuresOf(stage);
      expect(statesOf(features), what).toEqual([
        '1 Alpha merged',
        '2 Beta merged',
        '3 Gamma blocked',
        '4 Delta merged',
      ]);
      expect(features.map(({ mergedAs }) => mergedAs).slice(0, 3), what).toEqual(commits);
      expect(features[3]?.dependsOn, what).toEqual([2]);
    }
    expect(mergesOf(stage)).toEqual([
      'Merge feature #1: Alpha',
      'Merge feature #2: Beta',
      'Merge feature #4: Delta',
    ]);
    expect(
      readdirSync(stateDir).filter((name) => /^state\.db\.damaged-[^w]*$/.test(name)),
    ).not.toEqual([]);
    const calm = await stage.run('run', '--json');
    expect(recovered(calm)).toEqual([]);
  }, 180_000);

  it('of which nothing is left at all is made again from the commits, with the same numbers', async () => {
    const { stage, stateDir } = await makeWorkedProject();
    const before = await featuresOf(stage);
    removeFiles(stateDir, /^(state\.db|intake)/);
    const refused = await stage.run('feature', 'add', 'Delta');
    expect([refused.code, refused.stdout]).toEqual([3, '']);

    const second = await stage.run('run', '--json');

    expect(second.stderr).toBe('');
    const after = await featuresOf(stage);
    expect(after.map(({ id, name, state }) => [id, name, state])).toEqual([
      [1, 'Alpha', 'merged'],
      [2, 'Beta', 'merged'],
      [3, 'feature 3', 'blocked'],
    ]);
    expect(after.map(({ mergedAs }) => mergedAs)).toEqual(before.map(({ mergedAs }) => mergedAs));
    expect(after[2]?.blockedReason).toContain('its text was lost');
    expect(after[2]?.epoch).toBe(before[2]?.epoch);
    expect(mergesOf(stage)).toHaveLength(2);
    await stage.run('run', '--json');
    expect(await featuresOf(stage)).toEqual(after);
    const added = await stage.run('feature', 'add', 'Delta', '--json');
    expect(JSON.parse(added.stdout)).toMatchObject({ id: 4 });
  }, 90_000);
});

/** Overwrites bytes in the middle of a file. */
function overwrite(file: string, place: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, place, place + length);
  writeFileSync(file, bytes);
}

describe('rows of yesterday', () => {
  it('are brought up to gate.git: what is merged stays so, and no epoch is given out twice', async () => {
    const { stage, stateDir } = await makeQueuedProject();
    const database = join(stateDir, 'state.db');
    copyFileSync(database, join(stateDir, 'old'));
    await stage.run('run', '--json');
    const before = await featuresOf(stage);
    removeFiles(stateDir, /^state\.db/);
    copyFileSync(join(stateDir, 'old'), database);

    const second = await stage.run('run', '--json');

    expect(second.stderr).toBe('');
    const claimed = eventsOf(second).filter(({ event }) => event === 'feature:claimed');
    expect(claimed.map(({ feature, epoch }) => [feature, epoch])).toEqual([
      [3, 3],
      [3, 4],
    ]);
    const after = await featuresOf(stage);
    expect(statesOf(after)).toEqual(statesOf(before));
    expect(after.map(({ mergedAs }) => mergedAs)).toEqual(before.map(({ mergedAs }) => mergedAs));
    expect(mergesOf(stage)).toHaveLength(2);
    const third = await stage.run('run', '--json');
    expect(recovered(third)).toEqual([]);
    expect(await featuresOf(stage)).toEqual(after);
  }, 90_000);

  it('that call merged what main does not contain are queued again', async () => {
    const { stage, stateDir } = await makeQueuedProject();
    const db = openDatabase(join(stateDir, 'state.db'));
    db.exec(
      `UPDATE features SET state = 'merged', merged_as = '${'d'.repeat(40)}' WHERE id IN (1, 2)`,
    );
    db.close();

    const run = await stage.run('run', '--json');

    expect(statesOf(await featuresOf(stage)).slice(0, 2)).toEqual([
      '1 Alpha merged',
      '2 Beta merged',
    ]);
    expect(mergesOf(stage)).toEqual(['Merge feature #1: Alpha', 'Merge feature #2: Beta']);
    const why = eventsOf(run).filter(
      ({ reason }) => reason === 'verified main does not contain it',
    );
    expect(why.map(({ feature }) => feature)).toEqual([1, 2]);
  }, 90_000);

  it('of checkpoints whose refs are gone go, and refs without rows get theirs again', async () => {
    const { stage, stateDir } = await makeWorkedProject();
    const database = join(stateDir, 'state.db');
    const rows = () => {
      const db = openDatabase(database);
      const all = db
        .prepare('SELECT feature_id, epoch, number, tree FROM checkpoints ORDER BY 1, 2, 3')
        .all();
      db.close();
      return all;
    };
    const before = rows();
    gateGit(stateDir, 'update-ref', '-d', 'refs/agent-tui/checkpoints/1/1/1');
    const db = openDatabase(database);
    db.exec('DELETE FROM checkpoints WHERE feature_id = 2');
    db.close();

    const second = await stage.run('run', '--json');

    expect(recovered(second)).toContain('checkpoint 1 of attempt 1 is not in gate.git any more');
    expect(rows()).toEqual(
      before.filter((row) => JSON.stringify(row) !== JSON.stringify(before[0])),
    );
  }, 90_000);
});

it('agents of which the database knows nothing any more are ended, and what they wrote is kept', async () => {
  const stage = await makeProject([{ name: 'Alpha' }], {
    alpha: [
      [{ write: 'src/alpha.js', text: 'export const alpha = 1;\n' }, { wait: 600_000 }],
      [{ write: 'test/alpha.test.js', text: testOf('alpha', 'alpha', '1') }],
    ],
  });
  const { stateDir } = JSON.parse((await stage.run('paths', '--json')).stdout) as {
    stateDir: string;
  };
  const first = stage.start('run', '--json');
  const gone = ended(first);
  const written = join(stateDir, 'worktrees', 'agent-1', 'src', 'alpha.js');
  await vi.waitUntil(() => existsSync(written), { timeout: 30_000, interval: 20 });
  first.kill('SIGKILL');
  await gone;
  expect(await stage.leftovers()).not.toEqual([]);
  removeFiles(stateDir, /^state\.db/);

  const second = await stage.run('run', '--json');

  expect(second.stderr).toBe('');
  expect(second.code).toBe(0);
  expect(statesOf(await featuresOf(stage))).toEqual(['1 Alpha merged']);
  const started = eventsOf(second).filter(({ event }) => event === 'session:started');
  expect(started.map(({ epoch }) => epoch)).toEqual([2]);
  // The second attempt wrote the test alone: the file itself is the first one's.
  expect(stage.git('show', 'agent-tui/main:src/alpha.js')).toBe('export const alpha = 1;\n');
  expect(await stage.leftovers()).toEqual([]);
}, 90_000);

it('a second run is refused and told the first, which goes on', async () => {
  const stage = await makeProject([{ name: 'Alpha' }], {
    alpha: [[{ wait: 600_000 }]],
  });
  const first = stage.start('run', '--json');
  const gone = ended(first);
  let seen = '';
  first.stdout?.on('data', (text: Buffer) => (seen += text.toString()));
  await vi.waitUntil(() => seen.includes('session:started'), { timeout: 30_000, interval: 20 });
  for (const stopped of [false, true]) {
    if (stopped) first.kill('SIGSTOP');
    const second = await stage.run('run');
    expect([second.code, second.stdout]).toEqual([3, '']);
    const named =
      /another agent-tui runs this project: process (\d+) on \S+, since \d{4}-\d\d-\d\dT/;
    const holder = Number(named.exec(second.stderr)?.[1]);
    expect(await stage.leftovers()).toContain(holder);
  }
  first.kill('SIGCONT');
  first.kill('SIGTERM');
  expect((await gone).code).toBe(130);
}, 90_000);
