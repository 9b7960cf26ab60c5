import { createHash } from 'node:crypto';
import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What a run may write in the person's repository: objects, and the one branch of its own with its reflog. */
const ours = [/^\.git\/objects(\/|$)/, /^\.git\/(logs\/)?refs\/heads\/agent-tui(\/|$)/];

/** The hash of every file of a checkout and of its git directory that a run must leave alone. */
export async function snapshot(dir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(dir, path);
    if (entry.isDirectory() || ours.some((pattern) => pattern.test(name))) continue;
    const { mode } = await lstat(path);
    const content = entry.isSymbolicLink() ? await readlink(path) : await readFile(path);
    found[name] = `${mode.toString(8)} ${createHash('sha256').update(content).digest('hex')}`;
  }
  return found;
}
