import fc from 'fast-check';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { git, write } from '../git/project.ts';
import { ref, withBench } from './slot.ts';

const agent = 'agent-1';

test('a rollback brings files back, deletes later ones, keeps ignored ones, and can be undone', async () => {
  await withBench(async ({ begin, worktrees, repositories }) => {
    const { slot } = await begin();
    await write(slot, { 'b.txt': 'one' });
    const one = await worktrees.checkpoint({ agent, ref: ref(1), message: 'one' });
    await write(slot, {
      'b.txt': 'two',
      'new/c.txt': 'c',
      '.gitignore': 'cache/\n.env\n',
      '.env': 'S',
    });
    await mkdir(join(slot, 'hollow'));
    const two = await worktrees.checkpoint({ agent, ref: ref(2), message: 'two' });
    git(slot, 'add', '-A');
    const index = join(repositories.work.dir, 'worktrees', agent, 'index');
    const before = await readFile(index);
    await worktrees.restore({ agent, commit: one.commit });
    expect(await readFile(join(slot, 'b.txt'), 'utf8')).toBe('one');
    expect(existsSync(join(slot, 'new'))).toBe(false);
    expect(await readFile(join(slot, '.env'), 'utf8')).toBe('S');
    expect(await readFile(index)).toEqual(before);
    await worktrees.restore({ agent, commit: two.commit });
    expect(await readFile(join(slot, 'new/c.txt'), 'utf8')).toBe('c');
  });
});

const names = ['a.txt', 'd/b.txt', 'd/e/c.txt', 'x', 'x/y', 'ünï "q"\n', 'run.sh', 'cache/keep'];
const edit = fc.record({
  what: fc.constantFrom('write', 'delete', 'mode', 'link', 'rename', 'directory'),
  name: fc.constantFrom(...names),
  other: fc.constantFrom(...names),
  text: fc.string({ maxLength: 20 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

async function apply(slot: string, { what, name, other, text }: Edit): Promise<void> {
  const path = join(slot, name);
  const isThere = await lstat(path).then(
    () => true,
    () => false,
  );
  try {
    if (what === 'delete') await rm(path, { recursive: true, force: true });
    else if (what === 'mode' && isThere) await chmod(path, text.length % 2 === 0 ? 0o755 : 0o644);
    else if (what === 'rename' && isThere) await rename(path, join(slot, other));
    else {
      if (what !== 'write' || (isThere && (await lstat(path)).isDirectory())) {
        await rm(path, { recursive: true, force: true });
      }
      if (what === 'directory') await mkdir(path, { recursive: true });
      else if (what === 'link') {
        await mkdir(dirname(path), { recursive: true });
        await symlink(text === '' ? 'nowhere' : text.replaceAll('\0', ''), path);
      } else await write(slot, { [name]: text });
    }
  } catch (error) {
    // An edit that the present state does not allow (a file where a directory is wanted) is simply not made.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Every file below a directory with what git keeps of it: kind, executable bit and contents. */
async function contents(dir: string, below = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(join(dir, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (path === '.git') continue;
    if (entry.isDirectory()) Object.assign(found, await contents(dir, path));
    else if (entry.isSymbolicLink()) found[path] = `link ${await readlink(join(dir, path))}`;
    else {
      const mode = (await lstat(join(dir, path))).mode & 0o100;
      found[path] = `${String(mode)} ${await readFile(join(dir, path), 'utf8')}`;
    }
  }
  return found;
}

const withoutIgnored = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('cache/')));

test(
  'after any edits, a rollback restores exactly the files of the checkpoint',
  { timeout: 60_000 },
  async () => {
    await withBench(async ({ begin, worktrees }) => {
      const { slot } = await begin();
      let number = 0;
      const edits = fc.array(edit, { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(edits, edits, async (before, after) => {
          number += 1;
          for (const one of before) await apply(slot, one);
          const kept = withoutIgnored(await contents(slot));
          const made = await worktrees.checkpoint({ agent, ref: ref(number), message: 'm' });
          for (const one of after) await apply(slot, one);
          const ignored = Object.entries(await contents(slot)).filter(([p]) =>
            p.startsWith('cache/'),
          );
          await worktrees.restore({ agent, commit: made.commit });
          const restored = await contents(slot);
          expect(withoutIgnored(restored)).toEqual(kept);
          expect(Object.entries(restored).filter(([p]) => p.startsWith('cache/'))).toEqual(ignored);
        }),
        { numRuns: 12 },
      );
    });
  },
);
