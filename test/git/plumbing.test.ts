import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  changedPaths,
  commitTree,
  countFirstParent,
  deleteRef,
  diffNumstat,
  importCommit,
  isAncestor,
  lsTree,
  mergeBase,
  mergeTree,
  openGit,
  publish,
  readBlob,
  resolve,
  treeOf,
  updateRef,
} from '../../src/engine/git/index.ts';
import { commitAll, git, withProject, write } from './project.ts';

test.concurrent('a ref moves only from where it is said to be', async () => {
  await withProject(async ({ dir, first }) => {
    const it = openGit(join(dir, '.git'));
    const second = commitAll(dir, 'second');
    const ref = 'refs/agent-tui/x';
    expect(await updateRef(it, ref, { to: second, from: first })).toBe(false);
    expect(await updateRef(it, ref, { to: first, from: null })).toBe(true);
    expect(await updateRef(it, ref, { to: second, from: null })).toBe(false);
    expect(await updateRef(it, ref, { to: second, from: first, durable: true })).toBe(true);
    expect(await resolve(it, ref)).toBe(second);
    expect(await deleteRef(it, ref, first)).toBe(false);
    expect(await deleteRef(it, ref, second)).toBe(true);
    expect(await resolve(it, ref)).toBe(null);
  });
});

test.concurrent(
  'a leftover lock on a ref is reported, not taken for a moved ref',
  { timeout: 20_000 },
  async () => {
    await withProject(async ({ dir, first }) => {
      await write(dir, { '.git/refs/agent-tui/x.lock': '' });
      const moved = updateRef(openGit(join(dir, '.git')), 'refs/agent-tui/x', {
        to: first,
        from: null,
      });
      await expect(moved).rejects.toMatchObject({
        hint: expect.stringContaining('.lock') as unknown,
      });
    });
  },
);

test.concurrent('the same merge has the same SHA, by the fixed identity', async () => {
  await withProject(async ({ dir, first }) => {
    const it = openGit(join(dir, '.git'));
    const tree = await treeOf(it, first);
    const input = {
      tree,
      parents: [first],
      message: 'Merge\n\nTrailer: x\n',
      date: 1_700_000_000_123,
    };
    const made = await commitTree(it, input);
    expect(await commitTree(it, input)).toBe(made);
    expect(await it.text(['show', '-s', '--format=%an <%ae> %ct|%B', made])).toBe(
      'agent-tui <agent-tui@localhost> 1700000000|Merge\n\nTrailer: x',
    );
  });
});

test.concurrent(
  'a merge without a checkout is clean, or names its conflicts and writes the markers',
  async () => {
    await withProject(async ({ dir }) => {
      const it = openGit(join(dir, '.git'));
      git(dir, 'checkout', '-q', '-b', 'left');
      await write(dir, { 'a.txt': 'LEFT\ntwo\nthree\n', ' odd\nname': 'left' });
      const left = commitAll(dir, 'left');
      git(dir, 'checkout', '-q', '-b', 'right', 'main');
      await write(dir, { 'b.txt': 'new' });
      const right = commitAll(dir, 'right');
      const clean = await mergeTree(it, left, right);
      expect(clean.kind).toBe('clean');
      expect(await lsTree(it, clean.tree)).toEqual([' odd\nname', '.gitignore', 'a.txt', 'b.txt']);
      await write(dir, { 'a.txt': 'RIGHT\ntwo\nthree\n', ' odd\nname': 'right' });
      const conflict = await mergeTree(it, left, commitAll(dir, 'both'));
      expect(conflict).toMatchObject({ kind: 'conflict', files: [' odd\nname', 'a.txt'] });
      expect(await readBlob(it, conflict.tree, 'a.txt')).toContain('<<<<<<<');
    });
  },
);

test.concurrent('merge=union in .gitattributes counts although no checkout is there', async () => {
  await withProject(async ({ dir }) => {
    await write(dir, { '.gitattributes': 'LOG merge=union\n', LOG: 'start\n' });
    commitAll(dir, 'log');
    git(dir, 'checkout', '-q', '-b', 'left');
    await write(dir, { LOG: 'start\nleft\n' });
    const left = commitAll(dir, 'left');
    git(dir, 'checkout', '-q', 'main');
    await write(dir, { LOG: 'start\nright\n' });
    const merged = await mergeTree(openGit(join(dir, '.git')), left, commitAll(dir, 'right'));
    expect(merged.kind).toBe('clean');
  });
});

test.concurrent(
  'histories without a common commit merge to conflicts, not to a crash',
  async () => {
    await withProject(async ({ dir, first }) => {
      git(dir, 'checkout', '-q', '--orphan', 'alone');
      await write(dir, { 'a.txt': 'other\n' });
      const alone = commitAll(dir, 'alone');
      const it = openGit(join(dir, '.git'));
      expect(await mergeBase(it, first, alone)).toBe(null);
      expect(await mergeTree(it, first, alone)).toMatchObject({
        kind: 'conflict',
        files: ['a.txt'],
      });
    });
  },
);

test.concurrent('histories, changed paths and counts are read exactly', async () => {
  await withProject(async ({ dir, first }) => {
    const it = openGit(join(dir, '.git'));
    await write(dir, { 'a.txt': 'one\n2\nthree\nfour\n', ' lead': 'x\n', bin: 'a\0b' });
    const second = commitAll(dir, 'second');
    expect(await isAncestor(it, first, second)).toBe(true);
    expect(await isAncestor(it, second, first)).toBe(false);
    expect(await countFirstParent(it, first, second)).toBe(1);
    expect(await changedPaths(it, first, second)).toEqual([' lead', 'a.txt', 'bin']);
    expect(await diffNumstat(it, first, second)).toEqual({
      files: 3,
      insertions: 3,
      deletions: 1,
      paths: [' lead', 'a.txt', 'bin'],
    });
    expect(await readBlob(it, second, 'nope')).toBeUndefined();
  });
});

test.concurrent(
  'a commit is imported and kept; one with broken objects is refused with a reason',
  async () => {
    await withProject(async ({ dir, scratch, first }) => {
      git(scratch, 'init', '-q', '--bare', 'into.git');
      const into = openGit(join(scratch, 'into.git'));
      const from = join(dir, '.git');
      const ref = 'refs/agent-tui/kept';
      expect(await importCommit({ into, from, commit: first, ref })).toEqual({ kind: 'imported' });
      expect(await resolve(into, ref)).toBe(first);
      const blob = git(dir, 'rev-parse', 'HEAD:a.txt');
      const entry = Buffer.concat([Buffer.from('100644 .git\0'), Buffer.from(blob, 'hex')]);
      await writeFile(join(scratch, 'tree'), entry);
      const tree = git(
        dir,
        'hash-object',
        '-t',
        'tree',
        '--literally',
        '-w',
        join(scratch, 'tree'),
      );
      const evil = git(dir, 'commit-tree', tree, '-p', first, '-m', 'evil');
      const refused = await importCommit({ into, from, commit: evil, ref });
      expect(refused).toMatchObject({
        kind: 'refused',
        reason: expect.stringMatching(/^(error|fatal):/) as unknown,
      });
      expect(await resolve(into, ref)).toBe(first);
      const missing = await importCommit({ into, from, commit: '1'.repeat(40), ref });
      expect(missing.kind).toBe('refused');
    });
  },
);

test.concurrent('publishing writes objects and one ref, by compare-and-swap', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    git(scratch, 'clone', '-q', '--bare', dir, 'gate.git');
    const gate = openGit(join(scratch, 'gate.git'));
    const tree = await treeOf(gate, first);
    const commit = await commitTree(gate, { tree, parents: [first], message: 'm' });
    const person = openGit(join(dir, '.git'));
    const ref = 'refs/heads/agent-tui/main';
    const before = git(dir, 'for-each-ref');
    expect(await publish({ person, gate, commit, ref, old: first })).toBe(false);
    expect(git(dir, 'for-each-ref')).toBe(before);
    expect(await publish({ person, gate, commit, ref, old: null })).toBe(true);
    expect(await publish({ person, gate, commit: first, ref, old: null })).toBe(false);
    expect(git(dir, 'for-each-ref').split('\n')).toHaveLength(2);
    expect(git(dir, 'status', '--porcelain')).toBe('');
  });
});
