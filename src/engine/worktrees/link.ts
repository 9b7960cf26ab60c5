import {
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../git/git.ts';
import { writeFileAtomic } from '../platform/files.ts';
import { isPresent } from './paths.ts';
import type { SlotPaths } from './paths.ts';

const lockReason = 'agent-tui';
/** What stays of a slot's directory in work.git from one attempt to the next; anything else is left-over state. */
const keptInAdmin = new Set(['HEAD', 'ORIG_HEAD', 'commondir', 'gitdir', 'locked', 'logs']);

/** Makes the slot a linked worktree of work.git, or makes it one again; tells whether it was whole. */
export async function linkSlot(work: Git, paths: SlotPaths, commit: string): Promise<boolean> {
  await mkdir(join(paths.slot, '..'), { recursive: true, mode: 0o700 });
  await requireRealDirectory(paths.slot);
  const isNew = !(await isPresent(paths.slot)) && !(await isPresent(paths.admin));
  if (isNew) await addWorktree(work, paths, commit);
  const isWhole = !isNew && (await isLinked(paths));
  // State decides, not exit codes: whatever was there, these few files make the link.
  if (!(await isLinked(paths))) await repairLink(paths, commit);
  return isWhole;
}

async function addWorktree(work: Git, paths: SlotPaths, commit: string): Promise<void> {
  await work.run([
    'worktree',
    'add',
    '--quiet',
    '--no-track',
    '--no-checkout',
    '--detach',
    '--lock',
    '--reason',
    lockReason,
    paths.slot,
    commit,
  ]);
}

/** A link or a file in the slot's place would lead the engine elsewhere. */
async function requireRealDirectory(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found !== null && !found.isDirectory()) await unlink(path);
}

async function isLinked(paths: SlotPaths): Promise<boolean> {
  const [dotGit, back, common, head, locked] = await Promise.all([
    readLine(join(paths.slot, '.git')),
    readLine(join(paths.admin, 'gitdir')),
    readLine(join(paths.admin, 'commondir')),
    readLine(join(paths.admin, 'HEAD')),
    isPresent(join(paths.admin, 'locked')),
  ]);
  return (
    dotGit === `gitdir: ${paths.admin}` &&
    back === join(paths.slot, '.git') &&
    common === '../..' &&
    head !== null &&
    locked
  );
}

async function readLine(path: string): Promise<string | null> {
  const found = await lstat(path).catch(() => null);
  if (found?.isFile() !== true) return null;
  return (await readFile(path, 'utf8')).trim();
}

async function repairLink(paths: SlotPaths, commit: string): Promise<void> {
  await mkdir(paths.slot, { recursive: true });
  await mkdir(paths.admin, { recursive: true });
  const dotGit = join(paths.slot, '.git');
  const found = await lstat(dotGit).catch(() => null);
  if (found?.isDirectory() === true) await moveAside(dotGit, paths);
  else if (found !== null) await unlink(dotGit);
  await writeFile(dotGit, `gitdir: ${paths.admin}\n`);
  await writeFileAtomic(join(paths.admin, 'gitdir'), `${dotGit}\n`);
  await writeFileAtomic(join(paths.admin, 'commondir'), '../..\n');
  await writeFileAtomic(join(paths.admin, 'locked'), lockReason);
  if ((await readLine(join(paths.admin, 'HEAD'))) === null) {
    await writeFileAtomic(join(paths.admin, 'HEAD'), `${commit}\n`);
  }
}

/** Moves a repository that an agent made, and whose contents are in no commit, out of the slot instead of deleting it. */
export async function moveAside(path: string, paths: SlotPaths): Promise<string> {
  await mkdir(paths.kept, { recursive: true, mode: 0o700 });
  const place = await mkdtemp(join(paths.kept, `${paths.agent}-`));
  const kept = join(place, 'files');
  await rename(path, kept);
  return kept;
}

/** Puts the slot on a branch and ends every merge, rebase or bisect that was under way there. */
export async function attachBranch(paths: SlotPaths, ref: string): Promise<void> {
  for (const name of await readdir(paths.admin)) {
    if (keptInAdmin.has(name)) continue;
    await rm(join(paths.admin, name), { recursive: true, force: true });
  }
  await writeFileAtomic(join(paths.admin, 'HEAD'), `ref: ${ref}\n`);
}

/** Leaves a merge under way in the slot, so that the agent's own `git commit` makes a merge commit. */
export async function leaveMerge(
  paths: SlotPaths,
  merge: { other: string; conflicts: readonly string[] },
): Promise<void> {
  const files = merge.conflicts.map((file) => `#\t${file.replaceAll('\n', ' ')}\n`).join('');
  await writeFileAtomic(join(paths.admin, 'MERGE_MSG'), `Merge main\n\n# Conflicts:\n${files}`);
  await writeFileAtomic(join(paths.admin, 'MERGE_MODE'), '');
  await writeFileAtomic(join(paths.admin, 'MERGE_HEAD'), `${merge.other}\n`);
}
