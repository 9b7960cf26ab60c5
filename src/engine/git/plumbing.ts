import { AgentTuiError } from '../model/error.ts';
import type { Git } from './git.ts';

/** The commit a revision names; null when there is none. */
export async function resolve(git: Git, rev: string): Promise<string | null> {
  const result = await git.run(['rev-parse', '--verify', '--quiet', `${rev}^{commit}`]);
  return result.exitCode === 0 ? result.stdout.trim() : null;
}

/** The tree of a commit. */
export async function treeOf(git: Git, commit: string): Promise<string> {
  return git.text(['rev-parse', '--verify', `${commit}^{tree}`]);
}

/** Whether one commit is in the history of another (a commit is in its own). */
export async function isAncestor(git: Git, ancestor: string, commit: string): Promise<boolean> {
  const result = await git.run(['merge-base', '--is-ancestor', ancestor, commit], {
    okExitCodes: [0, 1],
  });
  return result.exitCode === 0;
}

/** The best common ancestor; null when the histories have nothing in common. */
export async function mergeBase(git: Git, a: string, b: string): Promise<string | null> {
  const result = await git.run(['merge-base', a, b], { okExitCodes: [0, 1] });
  return result.exitCode === 0 ? result.stdout.trim() : null;
}

/** How many first-parent commits `to` has that `from` does not. */
export async function countFirstParent(git: Git, from: string, to: string): Promise<number> {
  return Number(await git.text(['rev-list', '--count', '--first-parent', to, `^${from}`]));
}

/** Wall-clock milliseconds at which the newest of some commits was made, in whole seconds. */
export async function newestTime(git: Git, commits: readonly string[]): Promise<number> {
  const times = await git.text(['show', '-s', '--format=%ct', ...commits]);
  return Math.max(...times.split('\n').map(Number)) * 1000;
}

/** Git syncs refs by itself, but loose objects only when told to. */
export const synced: readonly string[] = ['core.fsync=all'];

/** Makes a commit by the engine. With `date` (wall-clock milliseconds) the same input gives the same SHA. */
export async function commitTree(
  git: Git,
  input: { tree: string; parents: readonly string[]; message: string; date?: number },
): Promise<string> {
  const { tree, parents, message, date } = input;
  const stamp = date === undefined ? undefined : `@${String(Math.floor(date / 1000))} +0000`;
  return git.text(
    ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
    {
      stdin: `${message.trimEnd()}\n`,
      settings: synced,
      ...(stamp === undefined
        ? {}
        : { env: { GIT_AUTHOR_DATE: stamp, GIT_COMMITTER_DATE: stamp } }),
    },
  );
}

/**
 * Compare-and-swap of a ref: false when it is not at `from` any more. `from: null` means that it must not exist yet.
 * `durable` syncs objects and ref to the disk before it returns.
 */
export async function updateRef(
  git: Git,
  ref: string,
  change: { to: string; from: string | null; durable?: boolean },
): Promise<boolean> {
  const result = await git.run(
    ['update-ref', '--no-deref', '-m', 'agent-tui', ref, change.to, change.from ?? ''],
    { settings: change.durable === true ? synced : [] },
  );
  if (result.exitCode === 0) return true;
  const found = await git.run(['rev-parse', '--verify', '--quiet', ref]);
  const now = found.exitCode === 0 ? found.stdout.trim() : null;
  if (now !== change.from) return false;
  throw refFailure(ref, result.stderr);
}

/** Points a ref of our own at an object, wherever it was before. */
export async function setRef(git: Git, ref: string, object: string): Promise<void> {
  const result = await git.run(['update-ref', '--no-deref', '-m', 'agent-tui', ref, object]);
  if (result.exitCode !== 0) throw refFailure(ref, result.stderr);
}

/** Removes a ref if it is still at `from`; false when it moved. */
export async function deleteRef(git: Git, ref: string, from: string): Promise<boolean> {
  const result = await git.run(['update-ref', '--no-deref', '-d', ref, from]);
  return result.exitCode === 0;
}

function refFailure(ref: string, stderr: string): AgentTuiError {
  const said = stderr.trim().split('\n')[0] ?? '';
  return new AgentTuiError('environment', `could not write ${ref}: ${said}`, {
    hint: 'Another git program may have died there: look for a leftover .lock file, and at free disk space.',
  });
}

/** Every name directly in a directory of a commit (`''` is the root). */
export async function lsTree(git: Git, commit: string, dir = ''): Promise<string[]> {
  const result = await git.run(['ls-tree', '--name-only', '-z', `${commit}:${dir}`]);
  return result.exitCode === 0 ? zeroSeparated(result.stdout) : [];
}

/** The text of a file in a commit; undefined when there is no such file. */
export async function readBlob(
  git: Git,
  commit: string,
  path: string,
): Promise<string | undefined> {
  const result = await git.run(['cat-file', 'blob', `${commit}:${path}`]);
  return result.exitCode === 0 ? result.stdout : undefined;
}

/** How much changed between two trees or commits; binary files count as files only. */
export async function diffNumstat(
  git: Git,
  a: string,
  b: string,
): Promise<{ files: number; insertions: number; deletions: number; paths: string[] }> {
  const rows = (await diffTree(git, '--numstat', [a, b])).map((row) => row.split('\t'));
  const sum = (column: number) =>
    rows.reduce((total, row) => total + (Number(row[column]) || 0), 0);
  const paths = rows.map((row) => row[2] ?? '');
  return { files: rows.length, insertions: sum(0), deletions: sum(1), paths };
}

/** What two trees or commits differ in: for each path its new content, in git's order. */
export function rawChanges(git: Git, a: string, b: string): Promise<string[]> {
  return diffTree(git, '--raw', [a, b]);
}

/** The paths that differ between two trees or commits. */
export async function changedPaths(git: Git, a: string, b: string): Promise<string[]> {
  return diffTree(git, '--name-only', [a, b]);
}

async function diffTree(
  git: Git,
  format: '--numstat' | '--name-only' | '--raw',
  trees: readonly [string, string],
): Promise<string[]> {
  const result = await git.run(
    ['diff-tree', '-r', format, '-z', '--no-renames', ...plainDiff, ...trees],
    { okExitCodes: [0] },
  );
  return zeroSeparated(result.stdout);
}

/** Options that keep a diff from running any program. */
const plainDiff: readonly string[] = ['--no-ext-diff', '--no-textconv'];

/** Splits what `-z` printed. */
export function zeroSeparated(text: string): string[] {
  return text.split('\0').filter((part) => part !== '');
}
