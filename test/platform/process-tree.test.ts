import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/engine/platform/clock.ts';
import {
  findTree,
  findTreeRows,
  freezeTree,
  identityOf,
  isAlive,
  signalTree,
  stopTree,
  thawTree,
} from '../../src/engine/platform/process-tree.ts';
import type { TreeQuery } from '../../src/engine/platform/process-tree.ts';
import { Stage, patience } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.open();
});

afterEach(async () => {
  await stage.close();
});

function stop(query: TreeQuery, graceMs: number) {
  return stopTree({ ...query, graceMs, clock: systemClock });
}

function hasGone(pid: number): boolean {
  return identityOf(pid) === null;
}

describe('an identity', () => {
  test('is of one process and of no other with the same number', async () => {
    const { identity, exited } = await stage.bash('sleep 600');
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, startTime: '1' })).toBe(false);
    expect(isAlive({ ...identity, bootId: 'another' })).toBe(false);
    await stop({ root: identity, marker: stage.marker }, 0);
    await exited;
    expect(isAlive(identity)).toBe(false);
  });

  test('of a zombie is dead', async () => {
    const { identity } = await stage.bash('sleep 0 & echo $!; exec sleep 600');
    const [pid = 0] = await stage.pids(1);
    await expect.poll(() => hasGone(pid), patience).toBe(true);
    await stop({ root: identity, marker: stage.marker }, 0);
  });
});

describe('what stops with the tree', () => {
  const programs: readonly [string, string, number][] = [
    ['children and grandchildren', 'sleep 600 & echo $!; (sleep 600 & echo $!; wait) & wait', 2],
    ['a child in a session of its own', 'setsid sleep 600 & echo $!; wait', 1],
    ['a daemon by double fork', '(setsid bash -c "echo \\$\\$; exec sleep 600" &); sleep 600', 1],
    [
      'a child without environment whose parent lives',
      'env -i bash -c "echo \\$\\$; exec sleep 600" & wait',
      1,
    ],
    [
      'a child without environment and parent, but of the same kernel session',
      '(env -i bash -c "echo \\$\\$; exec sleep 600" &); sleep 600',
      1,
    ],
  ];
  test.each(programs)('%s', async (_name, script, count) => {
    const { identity, exited } = await stage.bash(script);
    const pids = await stage.pids(count);
    const query = { root: identity, marker: stage.marker };
    expect((await findTree(query)).map((one) => one.pid)).toEqual(
      expect.arrayContaining([identity.pid, ...pids]),
    );
    expect(await stop(query, 2000)).toEqual({ survivors: [] });
    expect(pids.filter((pid) => !hasGone(pid))).toEqual([]);
    await exited;
  });

  test('a daemon whose parent has long gone, by the marker alone', async () => {
    const { exited } = await stage.bash('(setsid bash -c "echo \\$\\$; exec sleep 600" &)');
    await exited;
    const [pid = 0] = await stage.pids(1);
    await stop({ root: null, marker: stage.marker }, 2000);
    expect(hasGone(pid)).toBe(true);
  });

  test('a process that left no trace, if it was seen before', async () => {
    const script =
      '(setsid env -i bash -c "echo \\$\\$; exec sleep 600" & read -t 600 < in); sleep 600';
    const { identity } = await stage.bash(`mkfifo in; exec 3<>in; ${script}`);
    const [pid = 0] = await stage.pids(1);
    const query = { root: identity, marker: stage.marker };
    const known = await findTree(query);
    expect(known.map((one) => one.pid)).toContain(pid);
    await stop(query, 0);
    await stop({ ...query, known }, 0);
    expect(hasGone(pid)).toBe(true);
  });

  test('a process that ignores TERM, by KILL after the grace', async () => {
    const { identity, exited } = await stage.bash(
      'trap "" TERM; echo $$; while :; do sleep 0.05; done',
    );
    await stage.pids(1);
    await stop({ root: identity, marker: stage.marker }, 200);
    expect(await exited).toEqual({ exitCode: null, signal: 'SIGKILL' });
  });

  test('a stopped process, which gets TERM and the chance to clean up', async () => {
    const { identity, exited } = await stage.bash(
      'trap "exit 7" TERM; echo $$; while :; do sleep 0.05; done',
    );
    await stage.pids(1);
    const query = { root: identity, marker: stage.marker };
    await freezeTree(query, systemClock);
    await stop(query, 5000);
    expect(await exited).toEqual({ exitCode: 7, signal: null });
  });

  test('only this tree', async () => {
    const other = await Stage.open();
    const stranger = await other.bash('sleep 600');
    const { identity } = await stage.bash('sleep 600');
    await stop({ root: identity, marker: stage.marker }, 0);
    expect(isAlive(stranger.identity)).toBe(true);
    await stop({ root: null, marker: other.marker }, 0);
    await other.close();
  });

  test('nothing when the root is another process with that number', async () => {
    const { identity } = await stage.bash('sleep 600');
    const query = { root: { ...identity, startTime: '1' }, marker: 'no-such-marker' };
    await stop(query, 0);
    expect(isAlive(identity)).toBe(true);
    await stop({ root: identity, marker: stage.marker }, 0);
  });
});

test('a signal reaches every process of the tree', async () => {
  const { identity } = await stage.bash('setsid sleep 600 & echo $!; wait');
  await stage.pids(1);
  const query = { root: identity, marker: stage.marker };
  expect(await signalTree(query, 'SIGKILL')).toBe(2);
  // It has been sent; how soon it is obeyed is the kernel's business.
  await expect.poll(() => findTree(query), patience).toEqual([]);
});

test('freezing really stops the work of a grandchild in a session of its own, and thawing lets it go on', async () => {
  const { identity } = await stage.bash(
    'setsid bash -c "bash -c \\"echo \\\\\\$\\\\\\$; while :; do :; done\\" & wait" & wait',
  );
  const [pid = 0] = await stage.pids(1);
  const query = { root: identity, marker: stage.marker };
  const cpuMs = async () =>
    (await findTreeRows(query)).find((row) => row.identity.pid === pid)?.cpuMs;
  await expect.poll(cpuMs, patience).toBeGreaterThan(0);

  expect(await freezeTree(query, systemClock)).toBe(true);
  const frozen = await findTreeRows(query);
  expect(frozen.length).toBeGreaterThanOrEqual(3);
  expect(frozen.every((row) => row.isStopped)).toBe(true);
  const before = await cpuMs();
  for (let look = 0; look < 20; look += 1) await findTreeRows(query);
  expect(await cpuMs()).toBe(before);

  expect(await thawTree(query, systemClock)).toBe(true);
  await expect.poll(cpuMs, patience).toBeGreaterThan(before ?? 0);
  await stop(query, 0);
});
