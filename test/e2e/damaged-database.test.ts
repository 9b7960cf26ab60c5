import {
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
import { ended, makeProject } from './stage.ts';
import {
  makeWorkedProject,
  featuresOf,
  statesOf,
  mergesOf,
  recovered,
  removeFiles,
} from './worked-project.ts';

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
      'a directory': () => {
        rmSync(database);
        mkdirSync(database);
      },
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
