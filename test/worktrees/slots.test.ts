import { existsSync } from 'node:fs';
import { chmod, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitTree, lsTree, readBlob, treeOf } from '../../src/engine/git/index.ts';
import { commitAll, git, write } from '../git/project.ts';
import { ref, withBench } from './slot.ts';

test('a fresh slot holds the files of main on its own branch, with a clean status', async () => {
  await withBench(async ({ begin, first }) => {
    const { slot, start } = await begin();
    expect(start).toMatchObject({ commit: first, main: first, conflicts: [], pendingMain: null });
    expect(git(slot, 'status', '--porcelain', '--branch')).toBe('## agent-tui/7-thing/1');
    expect(git(slot, 'rev-parse', 'HEAD')).toBe(first);
    expect(await readFile(join(slot, 'a.txt'), 'utf8')).toBe('one\ntwo\nthree\n');
    expect(git(slot, 'worktree', 'list')).toContain('agent-1');
  });
});

test('a slot is used again: old files go, ignored ones stay, a half-done merge is ended', async () => {
  await withBench(async ({ begin, worktrees, stateDir, repositories, first }) => {
    const { slot, start } = await begin();
    await write(slot, { 'cache/big': 'x', 'new.txt': 'x', 'dir/deep.txt': 'x', 'a.txt': 'mine\n' });
    await write(slot, { '.gitignore': 'cache/\ntmp/\n', 'tmp/left': 'x' });
    await writeFile(join(repositories.work.dir, 'worktrees', 'agent-1', 'MERGE_HEAD'), first);
    await writeFile(join(repositories.work.dir, 'worktrees', 'agent-1', 'index.lock'), '');
    await worktrees.checkpoint({ agent: 'agent-1', ref: ref(1), message: 'keep' });
    const again = await worktrees.prepare({ agent: 'agent-1', branch: 'agent-tui/8-b/1', start });
    expect(again).toEqual({ path: slot, reused: true });
    expect(git(slot, 'status', '--porcelain', '--branch', '--ignored')).toBe(
      '## agent-tui/8-b/1\n!! cache/',
    );
    expect(existsSync(join(slot, 'cache/big'))).toBe(true);
    expect(slot).toBe(join(stateDir, 'worktrees', 'agent-1'));
  });
});

const breakages = {
  'its .git file is deleted': (slot: string) => unlink(join(slot, '.git')),
  'its .git file is rewritten': (slot: string) => writeFile(join(slot, '.git'), 'gitdir: /tmp\n'),
  'its directory is removed': (slot: string) => rm(slot, { recursive: true }),
  'it is made a repository of its own': async (slot: string) => {
    await unlink(join(slot, '.git'));
    git(slot, 'init', '-q');
    commitAll(slot, 'mine');
  },
  'its directory is replaced by a link': async (slot: string) => {
    await rm(slot, { recursive: true });
    await symlink('/nonexistent', slot);
  },
};

test('a slot is repaired whatever an agent did to its directory', async () => {
  await withBench(async ({ begin }) => {
    const { slot } = await begin();
    for (const [name, breakIt] of Object.entries(breakages)) {
      await breakIt(slot);
      await begin();
      expect(git(slot, 'status', '--porcelain'), name).toBe('');
      expect(await readFile(join(slot, 'a.txt'), 'utf8'), name).toBe('one\ntwo\nthree\n');
    }
    expect(git(slot, 'symbolic-ref', 'HEAD')).toBe('refs/heads/agent-tui/7-thing/6');
  });
});

test('settings of work.git that stop every worktree are put back', async () => {
  await withBench(async ({ begin, repositories }) => {
    const { slot } = await begin();
    const file = join(repositories.work.dir, 'config');
    for (const [name, value] of [
      ['core.bare', 'false'],
      ['core.worktree', '/nonexistent'],
      ['core.repositoryFormatVersion', '99'],
      ['extensions.worktreeConfig', 'true'],
    ] as const) {
      git(slot, 'config', '--file', file, name, value);
      const next = await begin('agent-2');
      expect(git(next.slot, 'status', '--porcelain'), name).toBe('');
      expect(git(slot, 'status', '--porcelain'), name).toBe('');
    }
  });
});

test('a lost worktree entry and a torn private index are made anew', async () => {
  await withBench(async ({ begin, repositories, stateDir, worktrees }) => {
    const { slot } = await begin();
    await write(slot, { 'new.txt': 'x' });
    await writeFile(join(stateDir, 'gate', 'index', 'agent-1'), 'torn');
    const made = await worktrees.checkpoint({ agent: 'agent-1', ref: ref(1), message: 'keep' });
    expect(await lsTree(repositories.gate, made.commit)).toEqual([
      '.gitignore',
      'a.txt',
      'new.txt',
    ]);
    await rm(join(repositories.work.dir, 'worktrees'), { recursive: true });
    await begin();
    expect(git(slot, 'status', '--porcelain', '--branch')).toBe('## agent-tui/7-thing/2');
  });
});

test('two slots are filled and kept at once', async () => {
  await withBench(async ({ begin, worktrees }) => {
    const agents = ['agent-1', 'agent-2', 'agent-3', 'agent-4'];
    const begun = await Promise.all(agents.map((agent) => begin(agent)));
    await Promise.all(begun.map(({ slot }) => write(slot, { 'x.txt': slot })));
    const made = await Promise.all(
      agents.map((agent, place) =>
        worktrees.checkpoint({ agent, ref: ref(place), message: agent }),
      ),
    );
    expect(new Set(made.map((one) => one.tree)).size).toBe(4);
    expect(made.every((one) => one.changedFiles === 1 && one.insertions === 1)).toBe(true);
  });
});

test('a start goes on from the previous head, with main merged in when that is clean', async () => {
  await withBench(async ({ begin, worktrees, repositories, first }) => {
    const { slot } = await begin();
    await write(slot, { 'mine.txt': 'x' });
    const head = commitAll(slot, 'mine');
    await worktrees.checkpoint({ agent: 'agent-1', ref: ref(1), message: 'keep' });
    expect((await begin('agent-1', head)).start.commit).toBe(head);
    const { gate } = repositories;
    const moved = await moveMain(repositories, { 'b.txt': 'main\n' });
    const next = await begin('agent-1', head);
    expect(next.start).toMatchObject({ main: moved, conflicts: [], pendingMain: null });
    expect(await worktrees.planStart({ previousHead: head, main: moved })).toEqual(next.start);
    expect(await gate.text(['show', '-s', '--format=%P', next.start.commit])).toBe(
      `${head} ${moved}`,
    );
    expect(git(slot, 'status', '--porcelain')).toBe('');
    expect(git(slot, 'ls-files').split('\n')).toEqual(['.gitignore', 'a.txt', 'b.txt', 'mine.txt']);
    expect((await worktrees.planStart({ previousHead: first, main: moved })).commit).toBe(moved);
    expect(git(slot, 'rev-parse', 'main')).toBe(moved);
  });
});

test('a conflicting start leaves marked files and a merge that the agent can commit', async () => {
  await withBench(async ({ begin, worktrees, repositories }) => {
    const { slot } = await begin();
    await write(slot, { 'a.txt': 'MINE\ntwo\nthree\n' });
    const head = commitAll(slot, 'mine');
    await worktrees.checkpoint({ agent: 'agent-1', ref: ref(1), message: 'keep' });
    const main = await moveMain(repositories, { 'a.txt': 'MAIN\ntwo\nthree\n', 'b.txt': 'b\n' });
    const { start } = await begin('agent-1', head);
    expect(start).toMatchObject({ commit: head, conflicts: ['a.txt'], pendingMain: main });
    const marked = await readFile(join(slot, 'a.txt'), 'utf8');
    expect(marked).toMatch(/<<<<<<<[^]*MINE[^]*=======[^]*MAIN[^]*>>>>>>>/);
    const unchanged = await worktrees.submission({
      agent: 'agent-1',
      start,
      message: 'm',
      ref: 'refs/agent-tui/s/1',
    });
    expect(unchanged).toEqual({ kind: 'unchanged' });
    await write(slot, { 'a.txt': 'BOTH\ntwo\nthree\n' });
    const ref2 = 'refs/agent-tui/s/2';
    const loose = await worktrees.submission({ agent: 'agent-1', start, message: 'm', ref: ref2 });
    if (loose.kind !== 'changed') throw new Error('expected a change');
    const { gate } = repositories;
    expect(await gate.text(['show', '-s', '--format=%P', loose.head])).toBe(`${head} ${main}`);
    const merge = commitAll(slot, 'resolved');
    expect(git(slot, 'show', '-s', '--format=%P')).toBe(`${head} ${main}`);
    const own = await worktrees.submission({ agent: 'agent-1', start, message: 'm', ref: ref2 });
    expect(own).toMatchObject({ kind: 'changed', head: merge, tree: await treeOf(gate, merge) });
    expect(await readBlob(gate, merge, 'b.txt')).toBe('b\n');
  });
});

test('executable bits, links and odd names are filled as they are committed', async () => {
  await withBench(async ({ begin, worktrees, repositories }) => {
    const { slot } = await begin();
    const odd = ['new\nline', ' lead', '-dash', 'quote"\\', 'ünï', ':(top)x', '*'];
    await write(slot, Object.fromEntries(odd.map((name) => [`odd/${name}`, name])));
    await writeFile(Buffer.concat([Buffer.from(`${slot}/odd/`), Buffer.from([0xff, 0xfe])]), 'raw');
    await write(slot, { 'run.sh': '#!/bin/sh\n' });
    await chmod(join(slot, 'run.sh'), 0o755);
    await symlink('../elsewhere', join(slot, 'link'));
    const made = await worktrees.checkpoint({ agent: 'agent-1', ref: ref(1), message: 'odd' });
    expect(made.changedFiles).toBe(odd.length + 3);
    const other = await begin('agent-2', made.commit);
    expect(git(other.slot, 'status', '--porcelain')).toBe('');
    git(other.slot, 'diff', '--exit-code', made.commit);
    expect(git(other.slot, 'ls-files', '-s', 'run.sh', 'link')).toMatch(/120000 .*link\n100755/);
    expect(repositories.target).toBe('main');
  });
});

async function moveMain(
  repositories: Parameters<Parameters<typeof withBench>[0]>[0]['repositories'],
  files: Record<string, string>,
): Promise<string> {
  const { gate, person } = repositories;
  const dir = person.topLevel ?? '';
  git(dir, 'checkout', '-q', '--detach');
  await write(dir, files);
  const made = commitAll(dir, 'main moves');
  await gate.text(['fetch', '--quiet', person.commonDir, made]);
  const tree = await treeOf(gate, made);
  const old = await gate.text(['rev-parse', 'refs/heads/main']);
  const commit = await commitTree(gate, { tree, parents: [old], message: 'main', date: 1e12 });
  await gate.text(['update-ref', 'refs/heads/main', commit]);
  return commit;
}
