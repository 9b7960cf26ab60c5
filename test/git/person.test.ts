import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkouts, checkoutState, inspectProject } from '../../src/engine/git/index.ts';
import { commitAll, git, inScratch, withProject, write } from './project.ts';

test('a project is found from its root, from a subdirectory and from a linked worktree', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    await mkdir(join(dir, 'sub dir'));
    const found = await inspectProject(join(dir, 'sub dir'));
    expect(found).toMatchObject({
      commonDir: join(dir, '.git'),
      topLevel: dir,
      name: 'project',
      head: { branch: 'main', commit: first },
    });
    git(dir, 'worktree', 'add', '-q', '-b', 'side', join(scratch, 'side'));
    const linked = await inspectProject(join(scratch, 'side'));
    expect(linked.commonDir).toBe(join(dir, '.git'));
    expect(linked.head.branch).toBe('side');
  });
});

test('a bare repository and a detached HEAD are fine', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    git(scratch, 'clone', '-q', '--bare', dir, 'bare.git');
    const bare = await inspectProject(join(scratch, 'bare.git'));
    expect(bare).toMatchObject({ topLevel: null, name: 'bare', head: { branch: 'main' } });
    git(dir, 'checkout', '-q', '--detach');
    expect((await inspectProject(dir)).head).toEqual({ branch: null, commit: first });
  });
});

test('what is no project is refused in one line, with what to do', async () => {
  await inScratch(async (dir) => {
    await expect(inspectProject(join(dir, 'no'))).rejects.toThrow('does not exist');
    await writeFile(join(dir, 'file'), '');
    await expect(inspectProject(join(dir, 'file'))).rejects.toThrow('is not a directory');
    await expect(inspectProject(dir)).rejects.toMatchObject({
      code: 'environment',
      message: `${dir} is not a git repository`,
      hint: expect.stringContaining('git init') as unknown,
    });
    git(dir, 'init', '-q');
    await expect(inspectProject(dir)).rejects.toMatchObject({
      message: `${dir} has no commit yet`,
      hint: expect.stringContaining('git add -A && git commit') as unknown,
    });
  });
});

test('a project of another user is refused, and git is not told to trust it', async (context) => {
  // Only root can give a directory away; elsewhere this has nothing to look at.
  if (process.getuid?.() !== 0) context.skip();
  await withProject(async ({ dir }) => {
    await chown(dir, 12_345, 12_345);
    await chown(join(dir, '.git'), 12_345, 12_345);
    await expect(inspectProject(dir)).rejects.toMatchObject({
      message: `${dir} belongs to another user, so git refuses it`,
      hint: expect.stringContaining('safe.directory') as unknown,
    });
  });
});

test('every checkout is listed, odd paths too, but not those whose directory is gone', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    const odd = join(scratch, 'odd\nname "ü');
    git(dir, 'worktree', 'add', '-q', '-b', 'side', odd);
    git(dir, 'worktree', 'add', '-q', '--detach', join(scratch, 'gone'));
    await rm(join(scratch, 'gone'), { recursive: true });
    const { git: it } = await inspectProject(dir);
    expect(await checkouts(it)).toEqual([
      { path: dir, branch: 'main', commit: first },
      { path: odd, branch: 'side', commit: first },
    ]);
  });
});

test('a checkout is clean with untracked files, dirty with changed ones, busy in a merge', async () => {
  await withProject(async ({ dir }) => {
    await write(dir, { 'new.txt': 'x' });
    expect(await checkoutState(dir)).toBe('clean');
    await write(dir, { 'a.txt': 'changed\n' });
    expect(await checkoutState(dir)).toEqual({ kind: 'dirty', files: ['a.txt'] });
    commitAll(dir, 'ours');
    git(dir, 'checkout', '-q', '-b', 'other', 'HEAD~1');
    await write(dir, { 'a.txt': 'theirs\n' });
    commitAll(dir, 'theirs');
    expect(() => git(dir, 'merge', '-q', 'main')).toThrow();
    expect(await checkoutState(dir)).toEqual({ kind: 'busy', operation: 'merge' });
    git(dir, 'merge', '--abort');
    expect(() => git(dir, 'rebase', '-q', 'main')).toThrow();
    expect(await checkoutState(dir)).toEqual({ kind: 'busy', operation: 'rebase' });
    git(dir, 'rebase', '--abort');
    git(dir, 'bisect', 'start');
    expect(await checkoutState(dir)).toEqual({ kind: 'busy', operation: 'bisect' });
  });
});
