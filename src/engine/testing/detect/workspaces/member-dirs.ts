import { posix } from 'node:path';
import { bounds } from '../../bounds.ts';
import type { TreeIndex } from '../tree-index.ts';
import { parentOf } from '../tree-index.ts';
import { openGlob } from './glob.ts';

/** A path that a manifest in a directory names, relative to the tree; null when it leads out of the directory. */
export function pathBelow(dir: string, relative: string): string | null {
  const path = pathFrom(dir, relative);
  if (path === null) return null;
  return dir === '' || path === dir || path.startsWith(`${dir}/`) ? path : null;
}

/** The same where the path may lead to a neighbour, but not out of the tree. */
export function pathFrom(dir: string, relative: string): string | null {
  if (/^(?:\/|~|[A-Za-z]:)/u.test(relative)) return null;
  const path = posix.normalize(posix.join(dir, relative)).replace(/\/$/u, '');
  if (path === '.') return '';
  return path === '..' || path.startsWith('../') ? null : path;
}

/** A path in a directory of the tree. */
export function pathIn(dir: string, name: string): string {
  return dir === '' ? name : `${dir}/${name}`;
}

/** Directories among which a workspace chooses its members. */
export interface MemberSearch {
  readonly index: TreeIndex;
  readonly root: string;
  /** Relative to the root; with `!` before it, a pattern leaves out. */
  readonly patterns: readonly string[];
  /** What the path of every member's manifest ends with: `/package.json`, or `.cabal`. */
  readonly ending: string;
}

/** The members that patterns choose, in the order of their paths; other checkouts have none. */
export function memberDirs(search: MemberSearch): readonly string[] {
  const { index, root } = search;
  const patterns = search.patterns.slice(0, bounds.workspacePatternsMax);
  const chosen = patterns.filter((one) => !one.startsWith('!')).map((one) => below(one));
  const left = patterns.filter((one) => one.startsWith('!')).map((one) => below(one.slice(1)));
  const fits = (path: string) =>
    chosen.some((isMatch) => isMatch(path)) && !left.some((isMatch) => isMatch(path));
  return candidates(search)
    .filter((dir) => fits(root === '' ? dir : dir.slice(root.length + 1)))
    .filter((dir) => !isInCheckout(index, dir))
    .slice(0, bounds.workspaceMembersMax);
}

function candidates({ index, root, ending }: MemberSearch): readonly string[] {
  const prefix = root === '' ? '' : `${root}/`;
  const dirs = index.names
    .filter((name) => name.endsWith(ending) && name.startsWith(prefix))
    .map(parentOf)
    .filter((dir) => dir !== root && !/(?:^|\/)node_modules(?:\/|$)/u.test(dir));
  return [...new Set(dirs)].toSorted().slice(0, bounds.workspaceCandidatesMax);
}

/** What leads out of the root matches nothing. */
function below(pattern: string): (path: string) => boolean {
  const path = pathBelow('', pattern.replaceAll('\\', '/'));
  return path === null ? () => false : openGlob(path);
}

function isInCheckout(index: TreeIndex, dir: string): boolean {
  for (let at = dir; at !== ''; at = parentOf(at)) {
    if (index.filesIn(at).includes('.git')) return true;
  }
  return false;
}

/** What each of the members' manifests comes to, some of them read at the same time. */
export async function readEach<T>(
  dirs: readonly string[],
  read: (dir: string) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let at = 0; at < dirs.length; at += bounds.manifestsReadAtOnceMax) {
    found.push(
      ...(await Promise.all(dirs.slice(at, at + bounds.manifestsReadAtOnceMax).map(read))),
    );
  }
  return found;
}
