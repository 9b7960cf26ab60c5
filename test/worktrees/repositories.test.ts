import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mainStatusOf } from '../../src/engine/gatekeeper/index.ts';
import { inspectProject } from '../../src/engine/git/index.ts';
import { landNow } from '../../src/engine/land-now.ts';
import { openProject, type Project } from '../../src/engine/project.ts';
import { openExistingRepositories, openRepositories } from '../../src/engine/worktrees/index.ts';
import { commitAll, git, withProject, write } from '../git/project.ts';

test('gate.git has the target branch alone, as main, and neither hooks nor a remote', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    git(dir, 'branch', 'other');
    git(dir, 'checkout', '-q', '-b', 'trunk');
    const tip = commitAll(dir, 'on trunk');
    git(dir, 'config', 'core.autocrlf', 'input');
    git(dir, 'config', 'user.email', 'ada@example.org');
    git(dir, 'config', 'filter.x.clean', 'touch /tmp/never');
    git(dir, 'config', 'core.hooksPath', '/tmp/never');
    const person = await inspectProject(dir);
    const stateDir = join(scratch, 'state');
    const { gate, work } = await openRepositories({ person, stateDir, target: 'trunk' });
    expect(await gate.text(['for-each-ref', '--format=%(refname) %(objectname)'])).toBe(
      `refs/heads/main ${tip}`,
    );
    expect(await gate.text(['symbolic-ref', 'HEAD'])).toBe('refs/heads/main');
    const settings = await readFile(join(gate.dir, 'config'), 'utf8');
    expect(settings).toMatch(/autocrlf = "input"/);
    expect(settings).not.toMatch(/remote|filter|hooksPath|email/);
    const shared = await readFile(join(work.dir, 'config'), 'utf8');
    expect(shared).toMatch(/email = "ada@example.org"/);
    expect(shared).not.toMatch(/filter|hooksPath/);
    expect(existsSync(join(gate.dir, 'hooks')) || existsSync(join(work.dir, 'hooks'))).toBe(false);
    expect(() => git(work.dir, 'push', 'origin', 'trunk')).toThrow('pushing-is-disabled');
    expect((await stat(stateDir)).mode & 0o777).toBe(0o700);
    expect(first).not.toBe(tip);
  });
});

test('opening again changes nothing, and a half-made clone is made anew', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    const stateDir = join(scratch, 'state');
    await mkdir(join(stateDir, 'gate.git.making', 'objects'), { recursive: true });
    const person = await inspectProject(dir);
    const once = await openRepositories({ person, stateDir, target: 'main' });
    await once.gate.text(['update-ref', 'refs/agent-tui/kept', first]);
    const again = await openRepositories({ person, stateDir, target: 'main' });
    expect(await again.gate.text(['rev-parse', 'refs/agent-tui/kept'])).toBe(first);
    expect((await readdir(stateDir)).sort()).toEqual(['gate', 'gate.git', 'work.git']);
  });
});

test('only repositories that an engine has made as a whole are opened by others, and none are made', async () => {
  await withProject(async ({ dir, scratch }) => {
    const person = await inspectProject(dir);
    const input = { person, stateDir: join(scratch, 'state'), target: 'main' };
    await mkdir(join(input.stateDir, 'gate.git.making'), { recursive: true });
    await mkdir(join(input.stateDir, 'gate.git'), { recursive: true });
    expect(await openExistingRepositories(input)).toBeUndefined();
    expect((await readdir(input.stateDir)).sort()).toEqual(['gate.git', 'gate.git.making']);
    const made = await openRepositories({ ...input, stateDir: join(scratch, 'whole') });
    const opened = await openExistingRepositories({ ...input, stateDir: join(scratch, 'whole') });
    expect(opened).toMatchObject({ gate: { dir: made.gate.dir }, target: 'main' });
    const found = await opened?.workObjects.text([
      'rev-parse',
      `${git(dir, 'rev-parse', 'main')}^{tree}`,
    ]);
    expect(found).toBe(git(dir, 'rev-parse', 'main^{tree}'));
  });
});

test('verified main stays with the branch it was made for, whatever is checked out later', async () => {
  await withProject(async ({ dir, scratch }) => {
    const env = { HOME: scratch, XDG_STATE_HOME: join(scratch, 'xdg') };
    const open = async () => {
      const project = await openProject({ dir, env });
      onTestFinished(() => {
        project.close();
      });
      return project;
    };
    git(dir, 'checkout', '-q', '-b', 'topic');
    const first = await open();
    const input = ({ person, target, paths }: Project) => ({
      person,
      target,
      stateDir: paths.stateDir,
    });
    await openRepositories(input(first));
    git(dir, 'checkout', '-q', 'main');
    const second = await open();
    expect(second.target).toBe('main');
    const refusal = {
      code: 'usage',
      message: "this project's verified main is for topic, not for main",
      hint: expect.stringContaining('"target": "topic" in agent-tui.json') as string,
    };
    await expect(openRepositories(input(second))).rejects.toMatchObject(refusal);
    await expect(landNow(second)).rejects.toMatchObject(refusal);
    expect(await mainStatusOf(second)).toMatchObject({ target: 'topic', diverged: false });
    await write(dir, { 'agent-tui.json': '{"target": "topic"}\n' });
    const third = await openRepositories(input(await open()));
    expect(third.target).toBe('topic');
  });
});

test('a target that is no branch is refused', async () => {
  await withProject(async ({ dir, scratch }) => {
    const person = await inspectProject(dir);
    const opened = openRepositories({ person, stateDir: join(scratch, 's'), target: 'nope' });
    await expect(opened).rejects.toThrow('project has no branch named nope');
  });
});

test('a shallow clone works from end to end', async () => {
  await withProject(async ({ dir, scratch }) => {
    await write(dir, { 'b.txt': 'b' });
    const tip = commitAll(dir, 'second');
    git(scratch, 'clone', '-q', '--depth', '1', `file://${dir}`, 'shallow');
    const person = await inspectProject(join(scratch, 'shallow'));
    const { gate, work } = await openRepositories({
      person,
      stateDir: join(scratch, 'state'),
      target: 'main',
    });
    expect(await gate.text(['rev-parse', 'main'])).toBe(tip);
    expect(await work.text(['rev-parse', 'main'])).toBe(tip);
  });
});

test('a repository with SHA-256 names works', async () => {
  await withProject(async ({ scratch }) => {
    git(scratch, 'init', '-q', '--object-format=sha256', '-b', 'main', 'long');
    await write(join(scratch, 'long'), { 'a.txt': 'a' });
    const tip = commitAll(join(scratch, 'long'), 'first');
    const person = await inspectProject(join(scratch, 'long'));
    const opened = await openRepositories({
      person,
      stateDir: join(scratch, 'state'),
      target: 'main',
    });
    expect(await opened.workObjects.text(['rev-parse', `${tip}^{commit}`])).toBe(tip);
  });
});
