import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resolve, setRef, zeroSeparated } from '../git/plumbing.ts';
import { layObjects } from '../git/transfer.ts';
import { SlotFiles } from './files.ts';
import { attachBranch, leaveMerge, linkSlot, moveAside } from './link.ts';
import { isPresent } from './paths.ts';
import type { SlotPaths } from './paths.ts';
import type { Repositories } from './repositories.ts';
import { recordStart } from './start.ts';
import type { SlotStart } from './start.ts';
import { soundSettings } from './work-settings.ts';

/** What one slot is to be filled with. */
export interface Preparation {
  readonly repositories: Repositories;
  readonly paths: SlotPaths;
  /** A full ref name. */
  readonly ref: string;
  readonly start: SlotStart;
}

/** Fills a slot for a new attempt; true when an existing worktree could be used again. Its old work must be kept already. */
export async function prepareSlot(preparation: Preparation): Promise<boolean> {
  const { repositories, paths, ref, start } = preparation;
  await soundSettings(repositories);
  await bringObjects(repositories, start);
  await recordStart(repositories.gate, paths.agent, start);
  await setRef(repositories.work, ref, start.commit);
  const isReused = await linkSlot(repositories.work, paths, start.commit);
  await attachBranch(paths, ref);
  await followTarget(repositories, start.main);
  await fillSlot(preparation);
  return isReused;
}

async function bringObjects(repositories: Repositories, start: SlotStart): Promise<void> {
  const { gate, work, workObjects, target } = repositories;
  const wanted = start.pendingMain === null ? [start.commit] : [start.commit, start.pendingMain];
  const known = await Promise.all(wanted.map((commit) => resolve(workObjects, commit)));
  const commits = wanted.filter((_, place) => known[place] === null);
  if (commits.length === 0) return;
  const tip = await work.run(['rev-parse', '--verify', '--quiet', `refs/heads/${target}`]);
  const shared = tip.exitCode === 0 ? await resolve(gate, tip.stdout.trim()) : null;
  await layObjects({
    from: gate,
    objectsDir: join(work.dir, 'objects'),
    commits,
    known: shared === null ? [] : [shared],
  });
}

/** Keeps the target branch in work.git at verified main, for `git diff main`, unless an agent has it checked out. */
async function followTarget(repositories: Repositories, main: string): Promise<void> {
  const { work, workObjects, target } = repositories;
  const ref = `refs/heads/${target}`;
  if ((await resolve(workObjects, main)) === null) return;
  const slots = await readdir(join(work.dir, 'worktrees')).catch(() => []);
  const heads = await Promise.all(
    slots.map((slot) =>
      readFile(join(work.dir, 'worktrees', slot, 'HEAD'), 'utf8').catch(() => ''),
    ),
  );
  if (heads.some((head) => head.trim() === `ref: ${ref}`)) return;
  await setRef(work, ref, main);
}

async function fillSlot({ repositories, paths, start }: Preparation): Promise<void> {
  const files = new SlotFiles(repositories.gate, paths);
  await keepNested(files, paths);
  await files.fill(start.tree);
  await files.git(['clean', '-ffdq']);
  if (start.pendingMain === null) {
    await files.handIndexOver();
    return;
  }
  await files.handIndexOver();
  // Without -u this only says what is committed; the files with their markers stay.
  await files.git(['read-tree', '--reset', start.commit], {
    indexFile: join(paths.admin, 'index'),
  });
  await leaveMerge(paths, { other: start.pendingMain, conflicts: start.conflicts });
}

/** Cleaning deletes repositories inside a slot; no commit has their files, so they are moved out first. */
async function keepNested(files: SlotFiles, paths: SlotPaths): Promise<void> {
  if (!(await isPresent(paths.indexFile))) return;
  const [staged, others] = await Promise.all([
    files.git(['ls-files', '--stage', '-z']),
    files.git(['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  const links = zeroSeparated(staged.stdout)
    .filter((row) => row.startsWith('160000 '))
    .map((row) => row.slice(row.indexOf('\t') + 1));
  const untracked = zeroSeparated(others.stdout).filter((path) => path.endsWith('/'));
  for (const path of [...links, ...untracked].slice(0, nestedMovedMax)) {
    const dir = join(paths.slot, path);
    if (!(await isPresent(join(dir, '.git')))) continue;
    await moveAside(dir, paths);
  }
}

const nestedMovedMax = 100;
