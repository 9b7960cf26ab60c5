import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/engine/db/index.ts';
import { ended, eventsOf, makeProject, testOf } from './stage.ts';
import {
  makeQueuedProject,
  makeWorkedProject,
  featuresOf,
  statesOf,
  mergesOf,
  recovered,
  removeFiles,
  gateGit,
} from './worked-project.ts';

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

it('sessions of which the database knew nothing are known after the next run, though none is started again', async () => {
  const stage = await makeProject([{ name: 'Alpha' }], {
    alpha: [
      [
        { write: 'src/alpha.js', text: 'export const alpha = 1;\n' },
        { write: 'test/alpha.test.js', text: testOf('alpha', 'alpha', '1') },
      ],
    ],
  });
  const { stateDir } = JSON.parse((await stage.run('paths', '--json')).stdout) as {
    stateDir: string;
  };
  const database = join(stateDir, 'state.db');
  copyFileSync(database, join(stateDir, 'old'));
  const first = eventsOf(await stage.run('run', '--json'));
  const started = first.find(({ event }) => event === 'session:started');
  removeFiles(stateDir, /^state\.db/);
  copyFileSync(join(stateDir, 'old'), database);
  expect((await stage.run('status')).code).toBe(3);

  const second = await stage.run('run', '--json');

  expect(second.stderr).toBe('');
  expect(eventsOf(second).map(({ event }) => event)).not.toContain('session:started');
  for (const words of [['status'], ['log'], ['feature', 'add', 'Beta']]) {
    const { code, stderr } = await stage.run(...words);
    expect([stderr, code], words.join(' ')).toEqual(['', 0]);
  }
  const sessions = await stage.run('log', '--json');
  expect(JSON.parse(sessions.stdout)).toMatchObject({ id: started?.['session'], epoch: 1 });
}, 90_000);
