import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutBytes } from './checkout-bytes.ts';
import { makeProject, type Project } from './project.ts';
import { verdictFor } from './verdict-for.ts';

const asked = { mayTouchCheckout: true };
const unasked = { mayTouchCheckout: false };

/** A project whose verified main is one feature ahead of the person's branch. */
async function aheadProject(): Promise<{ project: Project; verified: string; own: string }> {
  const project = await makeProject();
  const own = project.main();
  await project.land(await verdictFor(project, project.candidate({ 'a.txt': 'a\n' })));
  return { project, own, verified: project.main() };
}

test('a branch that nobody has checked out is brought forward by itself', async () => {
  const { project, verified } = await aheadProject();
  project.git('checkout', '-q', '-b', 'topic');
  expect(await project.gatekeeper.follow(unasked)).toEqual({
    kind: 'landed',
    commit: verified,
    commits: 1,
  });
  expect(project.git('rev-parse', 'main')).toBe(verified);
  expect(project.git('status', '--porcelain')).toBe('');
  expect(existsSync(join(project.dir, 'a.txt'))).toBe(false);
  expect(await project.gatekeeper.follow(asked)).toEqual({ kind: 'up-to-date' });
});

test('a checked out branch is left alone until the person asks, and then clean checkouts move', async () => {
  const { project, verified, own } = await aheadProject();
  const before = checkoutBytes(project.dir);
  expect(await project.gatekeeper.follow(unasked)).toMatchObject({
    kind: 'refused',
    reason: `main is checked out in ${project.dir}`,
  });
  expect(checkoutBytes(project.dir)).toEqual(before);
  expect(project.git('rev-parse', 'main')).toBe(own);

  project.write({ 'untracked.txt': 'mine\n' });
  expect(await project.gatekeeper.follow(asked)).toMatchObject({
    kind: 'landed',
    commit: verified,
  });
  expect(project.git('rev-parse', 'HEAD')).toBe(verified);
  expect(project.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  expect(project.git('status', '--porcelain')).toBe('?? untracked.txt');
  expect(existsSync(join(project.dir, 'a.txt'))).toBe(true);
});

test.each([
  ['a changed file', { 'src/sum.js': 'changed\n' }, /uncommitted changes: src\/sum\.js/],
  ['an untracked file in the way', { 'a.txt': 'mine\n' }, /could not be brought forward/],
  ['an ignored file in the way', { '.git/info/exclude': 'a.txt\n', 'a.txt': 'mine\n' }, /a\.txt/],
])('%s refuses, and nothing is touched', async (_, files, reason) => {
  const { project } = await aheadProject();
  project.write(files);
  const before = checkoutBytes(project.dir, ['ORIG_HEAD']);
  const outcome = await project.gatekeeper.follow(asked);
  expect(outcome).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(reason) as string,
  });
  expect(checkoutBytes(project.dir, ['ORIG_HEAD'])).toEqual(before);
});

test('a merge under way refuses', async () => {
  const { project, own } = await aheadProject();
  project.git('checkout', '-q', '-b', 'topic');
  project.commit({ 'src/sum.js': 'one\n' });
  project.git('checkout', '-q', 'main');
  project.git('merge', '--no-commit', '--no-ff', 'topic');
  expect(await project.gatekeeper.follow(asked)).toMatchObject({
    kind: 'refused',
    reason: `a merge is under way in ${project.dir}`,
  });
  expect(project.git('rev-parse', 'main')).toBe(own);
});

test('a rebase of the branch refuses, although no checkout shows the branch', async () => {
  const { project } = await aheadProject();
  const first = project.git('rev-parse', 'HEAD');
  project.commit({ 'src/sum.js': 'mine\n' });
  await project.absorb();
  project.git('reset', '-q', '--hard', first);
  project.git('checkout', '-q', '-b', 'topic');
  project.commit({ 'src/sum.js': 'theirs\n' });
  project.git('checkout', '-q', 'main');
  project.commit({ 'src/sum.js': 'ours\n' });
  expect(() => project.git('rebase', 'topic')).toThrow(/conflict/i);
  expect(() => project.git('symbolic-ref', 'HEAD')).toThrow();
  project.git('update-ref', 'refs/heads/main', first);
  expect(await project.gatekeeper.follow(asked)).toMatchObject({
    kind: 'refused',
    reason: `a rebase or bisect is under way in ${project.dir}`,
  });
  expect(project.git('rev-parse', 'main')).toBe(first);
});

test('a branch in several worktrees at once is left alone', async () => {
  const { project, own } = await aheadProject();
  project.git('worktree', 'add', '-q', '--force', join(project.root, 'second'), 'main');
  expect(await project.gatekeeper.follow(asked)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/checked out in 2 worktrees at once/) as string,
  });
  expect(project.git('rev-parse', 'main')).toBe(own);
});

test('a branch that is checked out in a second worktree is brought forward there', async () => {
  const { project, verified } = await aheadProject();
  const second = join(project.root, 'second');
  project.git('checkout', '-q', '-b', 'topic');
  project.git('worktree', 'add', '-q', second, 'main');
  const before = checkoutBytes(project.dir, ['main', 'worktrees']);
  expect(await project.gatekeeper.follow(unasked)).toMatchObject({ kind: 'refused' });
  expect(await project.gatekeeper.follow(asked)).toMatchObject({ kind: 'landed' });
  expect(project.gitIn(second, 'rev-parse', 'HEAD')).toBe(verified);
  expect(project.gitIn(second, 'status', '--porcelain')).toBe('');
  expect(checkoutBytes(project.dir, ['main', 'worktrees'])).toEqual(before);
});

test('commits that are not verified yet refuse', async () => {
  const { project } = await aheadProject();
  const commit = project.commit({ 'p.txt': 'p\n' });
  expect(await project.gatekeeper.follow(asked)).toMatchObject({
    kind: 'refused',
    reason: 'main has commits that are not verified yet',
  });
  expect(project.git('rev-parse', 'main')).toBe(commit);
});

test('the hooks of the person do not run when their checkout is brought forward', async () => {
  const { project } = await aheadProject();
  const ran = join(project.root, 'hook-ran');
  mkdirSync(join(project.dir, '.git/hooks'), { recursive: true });
  for (const hook of [
    'post-merge',
    'post-checkout',
    'reference-transaction',
    'post-index-change',
  ]) {
    const file = join(project.dir, '.git/hooks', hook);
    writeFileSync(file, `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
  }
  expect(await project.gatekeeper.follow(asked)).toMatchObject({ kind: 'landed' });
  expect(existsSync(ran)).toBe(false);
});

test('the filters of the person apply in their checkout, as for themselves', async () => {
  const project = await makeProject();
  project.commit({ '.gitattributes': '*.up filter=upper\n' });
  await project.absorb();
  project.git('config', 'filter.upper.smudge', 'tr a-z A-Z');
  project.git('config', 'filter.upper.clean', 'tr A-Z a-z');
  await project.land(await verdictFor(project, project.candidate({ 'x.up': 'text\n' })));
  expect(await project.gatekeeper.follow(asked)).toMatchObject({ kind: 'landed' });
  expect(project.read('x.up')).toBe('TEXT\n');
  expect(project.git('status', '--porcelain')).toBe('');
});
