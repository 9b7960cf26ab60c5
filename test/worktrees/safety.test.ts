import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lstat, readFile, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkouts, checkoutState, mergeTree, publish } from '../../src/engine/git/index.ts';
import { commitAll, git, write } from '../git/project.ts';
import { ref, withBench } from './slot.ts';

const agent = 'agent-1';

/** Every file of a directory tree with a hash of its bytes and its mode. */
async function fingerprint(dir: string, below = ''): Promise<string[]> {
  const lines: string[] = [];
  for (const name of (await readdir(join(dir, below))).sort()) {
    const path = join(below, name);
    const found = await lstat(join(dir, path));
    if (found.isDirectory()) lines.push(...(await fingerprint(dir, path)));
    else {
      const bytes = found.isSymbolicLink()
        ? await readlink(join(dir, path))
        : await readFile(join(dir, path));
      const hash = createHash('sha256').update(bytes).digest('hex');
      lines.push(`${path} ${String(found.mode)} ${hash}`);
    }
  }
  return lines;
}

const isOurs = (line: string) =>
  /^\.git\/(objects\/|(logs\/)?refs\/heads\/agent-tui\/main )/.test(line);

test('the repository of the person is byte-identical after a whole cycle, but for objects and agent-tui/main', async () => {
  await withBench(async ({ dir, begin, worktrees, repositories }) => {
    await write(dir, { 'a.txt': 'stashed\n' });
    git(dir, 'stash');
    await write(dir, { 'a.txt': 'dirty\n', 'staged.txt': 's', 'untracked.txt': 'u' });
    git(dir, 'add', 'staged.txt');
    await write(dir, { '.git/hooks/post-checkout': '#!/bin/sh\nexit 1\n' });
    await chmod(join(dir, '.git/hooks/post-checkout'), 0o755);
    const before = (await fingerprint(dir)).filter((line) => !isOurs(line));
    const { slot, start } = await begin();
    await write(slot, { 'b.txt': 'b' });
    const kept = await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
    const input = { agent, start, message: 'm', ref: 'refs/agent-tui/s' };
    const handed = await worktrees.submission(input);
    if (handed.kind !== 'changed') throw new Error('expected a change');
    await worktrees.restore({ agent, commit: kept.commit });
    const { gate, person } = repositories;
    const published = { person: person.git, gate, commit: handed.head, old: null };
    expect(await publish({ ...published, ref: 'refs/heads/agent-tui/main' })).toBe(true);
    await checkouts(person.git);
    expect(await checkoutState(dir)).toMatchObject({ kind: 'dirty' });
    await begin('agent-2');
    const after = await fingerprint(dir);
    expect(after.filter((line) => !isOurs(line))).toEqual(before);
    expect(after.some((line) => line.startsWith('.git/refs/heads/agent-tui/main '))).toBe(true);
    git(dir, 'fsck', '--strict');
  });
});

test('nothing that an agent configures in its worktree is ever run by the engine', async () => {
  await withBench(async ({ scratch, begin, worktrees, repositories }) => {
    const { slot, start } = await begin();
    const mark = join(scratch, 'ran');
    const program = join(scratch, 'program.sh');
    await writeFile(program, `#!/bin/sh\necho "$0 $@" >> ${mark}\ncat\n`);
    await chmod(program, 0o755);
    await write(slot, {
      '.gitattributes': '* filter=evil merge=evil diff=evil\n',
      'a.txt': 'changed by agent\n',
    });
    const hooks = join(scratch, 'hooks');
    for (const hook of [
      'post-checkout',
      'post-index-change',
      'reference-transaction',
      'pre-commit',
      'post-merge',
      'pre-receive',
      'update',
      'post-receive',
      'fsmonitor-watchman',
      'pre-auto-gc',
    ]) {
      await write(hooks, { [hook]: `#!/bin/sh\necho ${hook} >> ${mark}\n` });
      await chmod(join(hooks, hook), 0o755);
    }
    const head = commitAll(slot, 'mine');
    const settings = {
      'core.hooksPath': hooks,
      'core.fsmonitor': program,
      'filter.evil.clean': program,
      'filter.evil.smudge': program,
      'filter.evil.process': program,
      'merge.evil.driver': program,
      'diff.evil.textconv': program,
      'diff.external': program,
      'core.alternateRefsCommand': program,
      'core.sshCommand': program,
      'uploadpack.packObjectsHook': program,
      'core.pager': program,
      'protocol.ext.allow': 'always',
      [`url.ext::${program} .insteadOf`]: repositories.gate.dir,
      'remote.evil.url': scratch,
      'remote.evil.uploadpack': program,
      'remote.evil.promisor': 'true',
    };
    for (const [name, value] of Object.entries(settings)) git(slot, 'config', name, value);
    // The plant works: the agent's own git does run it.
    execFileSync('git', ['status'], { cwd: slot, stdio: 'pipe' });
    expect(existsSync(mark)).toBe(true);
    await writeFile(mark, '');

    await write(slot, { 'b.txt': 'b', 'a.txt': 'again\n' });
    const made = await worktrees.checkpoint({ agent, ref: ref(1), message: 'm' });
    expect(made).toMatchObject({ head, problems: [] });
    const input = { agent, start, message: 'm', ref: 'refs/agent-tui/s' };
    const handed = await worktrees.submission(input);
    if (handed.kind !== 'changed') throw new Error('expected a change');
    await worktrees.restore({ agent, commit: start.commit });
    await mergeTree(repositories.gate, handed.head, made.commit);
    await begin(agent, handed.head);
    await begin('agent-2', handed.head);
    await begin('agent-3');
    // An object that is missing makes git ask the promisor, and that names a program.
    await writeFile(join(repositories.work.dir, 'worktrees', agent, 'HEAD'), `${'1'.repeat(40)}\n`);
    const lost = await worktrees.checkpoint({ agent, ref: ref(2), message: 'm' });
    expect(lost.problems).toEqual(['the agent is on no commit']);
    expect(await readFile(mark, 'utf8')).toBe('');
  });
});
