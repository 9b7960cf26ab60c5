import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAncestor, lsTree, readBlob, resolve } from '../../src/engine/git/index.ts';
import { commitAll, git, write } from '../git/project.ts';
import { ref, withBench } from './slot.ts';

const agent = 'agent-1';

test('a checkpoint keeps untracked files on top of the commit of the agent, and touches neither its index nor its HEAD', async () => {
  await withBench(async ({ begin, worktrees, repositories }) => {
    const { slot } = await begin();
    await write(slot, { 'committed.txt': 'c\n' });
    const head = commitAll(slot, 'mine');
    await write(slot, { 'staged.txt': 's\n', 'loose.txt': 'l\n', 'cache/x': 'ignored' });
    git(slot, 'add', 'staged.txt');
    await unlink(join(slot, 'a.txt'));
    const admin = join(repositories.work.dir, 'worktrees', agent);
    const before = [await readFile(join(admin, 'index')), git(slot, 'reflog')];
    const made = await worktrees.checkpoint({ agent, ref: ref(1), message: 'first\n\nbody' });
    expect([await readFile(join(admin, 'index')), git(slot, 'reflog')]).toEqual(before);
    expect(made).toMatchObject({ head, changedFiles: 4, insertions: 3, deletions: 3, nested: [] });
    expect(made.problems).toEqual([]);
    const { gate } = repositories;
    expect(await resolve(gate, ref(1))).toBe(made.commit);
    expect(await isAncestor(gate, head, made.commit)).toBe(true);
    const names = ['.gitignore', 'committed.txt', 'loose.txt', 'staged.txt'];
    expect(await lsTree(gate, made.commit)).toEqual(names);
  });
});

test('a leftover index.lock, of the agent or of a dead engine, does not stop a checkpoint', async () => {
  await withBench(async ({ begin, worktrees, repositories, stateDir }) => {
    const { slot } = await begin();
    await write(slot, { 'new.txt': 'x' });
    await writeFile(join(repositories.work.dir, 'worktrees', agent, 'index.lock'), '');
    await writeFile(join(stateDir, 'gate', 'index', `${agent}.lock`), '');
    const made = await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
    expect(made.changedFiles).toBe(1);
  });
});

test('another branch, a detached HEAD, a rewritten history and no HEAD at all are taken as they are', async () => {
  await withBench(async ({ begin, worktrees, repositories, first }) => {
    const { slot, start } = await begin();
    const take = async (number: number) =>
      worktrees.checkpoint({ agent, ref: ref(number), message: 'm' });
    git(slot, 'checkout', '-q', '-b', 'elsewhere');
    await write(slot, { 'b.txt': 'b' });
    const elsewhere = commitAll(slot, 'b');
    expect((await take(1)).head).toBe(elsewhere);
    git(slot, 'checkout', '-q', '--detach');
    git(slot, 'commit', '-q', '--amend', '-m', 'amended');
    expect((await take(2)).head).toBe(git(slot, 'rev-parse', 'HEAD'));
    git(slot, 'pack-refs', '--all');
    git(slot, 'checkout', '-q', 'elsewhere');
    expect((await take(3)).head).toBe(elsewhere);
    git(slot, 'checkout', '-q', '--orphan', 'alone');
    const unborn = await take(4);
    expect(unborn).toMatchObject({ head: first, problems: ['the agent is on no commit'] });
    commitAll(slot, 'alone');
    const alone = await take(5);
    expect(alone.head).toBe(start.commit);
    expect(alone.problems[0]).toContain('nothing in common');
    expect(await readBlob(repositories.gate, alone.commit, 'b.txt')).toBe('b');
    const admin = join(repositories.work.dir, 'worktrees', agent);
    await writeFile(join(admin, 'HEAD'), 'nonsense\n');
    expect((await take(6)).head).toBe(first);
  });
});

test('commits that git refuses are named, and the files are kept all the same', async () => {
  await withBench(async ({ begin, worktrees, first, scratch }) => {
    const { slot } = await begin();
    const blob = git(slot, 'rev-parse', 'HEAD:a.txt');
    const entry = Buffer.concat([Buffer.from('100644 .git\0'), Buffer.from(blob, 'hex')]);
    await writeFile(join(scratch, 'tree'), entry);
    const tree = git(slot, 'hash-object', '-t', 'tree', '--literally', '-w', join(scratch, 'tree'));
    const evil = git(slot, 'commit-tree', tree, '-p', first, '-m', 'evil');
    git(slot, 'update-ref', 'HEAD', evil);
    await write(slot, { 'new.txt': 'x' });
    const made = await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
    expect(made).toMatchObject({ head: first, changedFiles: 1 });
    expect(made.problems[0]).toContain('were not taken');
  });
});

test('a repository inside the worktree is named, left alone, and moved out before the slot is filled anew', async () => {
  await withBench(async ({ begin, worktrees, stateDir }) => {
    const { slot } = await begin();
    for (const name of ['deep/inner', 'empty']) {
      await mkdir(join(slot, name), { recursive: true });
      git(join(slot, name), 'init', '-q');
      await write(join(slot, name), { 'f.txt': name });
    }
    commitAll(join(slot, 'deep/inner'), 'inner');
    await write(slot, { 'b.txt': 'b' });
    const made = await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
    expect([...made.nested].sort()).toEqual(['deep/inner', 'empty']);
    await worktrees.restore({ agent, commit: made.commit });
    expect(existsSync(join(slot, 'deep/inner/f.txt'))).toBe(true);
    expect(existsSync(join(slot, 'empty/f.txt'))).toBe(true);
    await begin();
    expect(git(slot, 'status', '--porcelain', '--ignored')).toBe('');
    const moved = await readdir(join(stateDir, 'kept'));
    const kept = await Promise.all(
      moved.map((name) => readFile(join(stateDir, 'kept', name, 'files', 'f.txt'), 'utf8')),
    );
    expect(kept.sort()).toEqual(['deep/inner', 'empty']);
  });
});

test('files that cannot be read are named and the rest is kept', async (context) => {
  if (process.getuid?.() === 0) context.skip();
  await withBench(async ({ begin, worktrees }) => {
    const { slot } = await begin();
    await write(slot, { 'secret.txt': 'x', 'b.txt': 'b' });
    await chmod(join(slot, 'secret.txt'), 0o000);
    const made = await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
    expect(made.changedFiles).toBe(1);
    expect(made.problems.join()).toContain('secret.txt');
  });
});

test('a file that became ignored after a checkpoint is not handed in, a committed one is', async () => {
  await withBench(
    async ({ begin, worktrees, repositories }) => {
      const { slot, start } = await begin();
      await write(slot, { 'node_modules/x/index.js': 'x', 'b.txt': 'b' });
      await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
      await write(slot, { '.gitignore': 'node_modules/\n*.log\n' });
      const input = { agent, start, message: 'm', ref: 'refs/agent-tui/s' };
      const handed = await worktrees.submission(input);
      if (handed.kind !== 'changed') throw new Error('expected a change');
      const names = ['.gitignore', 'a.txt', 'b.txt', 'kept.log'];
      expect(await lsTree(repositories.gate, handed.head)).toEqual(names);
    },
    { 'a.txt': 'a', 'kept.log': 'committed although ignored later' },
  );
});

test('a submission is the own commit where that has everything, else one of the engine on top', async () => {
  await withBench(async ({ begin, worktrees, repositories }) => {
    const { slot, start } = await begin();
    const hand = async () =>
      worktrees.submission({ agent, start, message: 'Thing', ref: 'refs/agent-tui/s' });
    expect(await hand()).toEqual({ kind: 'unchanged' });
    commitAll(slot, 'empty');
    expect(await hand()).toEqual({ kind: 'unchanged' });
    await write(slot, { 'b.txt': 'b' });
    const own = commitAll(slot, 'mine');
    expect(await hand()).toMatchObject({ kind: 'changed', head: own });
    await write(slot, { 'c.txt': 'c' });
    const topped = await hand();
    if (topped.kind !== 'changed') throw new Error('expected a change');
    const { gate } = repositories;
    expect(await gate.text(['show', '-s', '--format=%P|%an|%s', topped.head])).toBe(
      `${own}|agent-tui|Thing`,
    );
    expect(await resolve(gate, 'refs/agent-tui/s')).toBe(topped.head);
    await rm(slot, { recursive: true });
    expect(await hand()).toMatchObject({ kind: 'changed', head: own });
  });
});
