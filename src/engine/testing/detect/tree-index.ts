import type { DirState } from './foreign-dirs.ts';
import { checkoutState, isForeign, stateBelow, topState } from './foreign-dirs.ts';
import { findRoots } from './find-roots.ts';

/** The names of a tree, looked through once for what detection asks again and again. */
export interface TreeIndex {
  readonly names: readonly string[];
  /** Base names of the files directly in a directory; `''` is the root. */
  filesIn(dir: string): readonly string[];
  has(path: string): boolean;
  /** Directories that hold a manifest, nearest to the root first; others' only where there is no other. */
  readonly roots: readonly string[];
  /** The nearest root that a path belongs to. */
  rootOf(path: string): string;
  /** The root's own files: not those of roots below, and nothing that belongs to others seen from it. */
  ownFiles(root: string): readonly string[];
  /** Whether a path is, or lies in, a directory that holds others' files. */
  isForeign(path: string): boolean;
}

/** Looks through the names of a tree: relative, with forward slashes, as git lists them. */
export function indexTree(names: readonly string[]): TreeIndex {
  const dirs = groupByDir(names);
  const stateOf = openStates(dirs);
  const { roots, places } = findRoots(dirs, stateOf);
  const rootSet = new Set(roots);
  const rootOfDir = openOwners(rootSet);
  const dirOf = (path: string) => (dirs.has(path) ? path : parentOf(path));
  let last = { dir: '', isForeign: false };
  // Paths are asked for in the order of the tree, so that most lie in the directory of the one before.
  const isForeignDir = (dir: string) => {
    if (dir !== last.dir) last = { dir, isForeign: stateOf(dir).isForeign };
    return last.isForeign;
  };
  let all: ReadonlySet<string> | null = null;
  let grouped: ReadonlyMap<string, readonly string[]> | null = null;
  const asked = new Map<string, readonly string[]>();
  const ownFiles = (root: string): readonly string[] => {
    if (!stateOf(root).isForeign && rootSet.has(root)) {
      grouped ??= groupByRoot(names, (dir) => (stateOf(dir).isForeign ? null : rootOfDir(dir)));
      return grouped.get(root) ?? [];
    }
    const own = asked.get(root) ?? filesBelow(names, root, places);
    asked.set(root, own);
    return own;
  };
  return {
    names,
    filesIn: (dir) => dirs.get(dir) ?? [],
    has: (path) => (all ??= new Set(names)).has(path),
    roots,
    rootOf: (path) => rootOfDir(dirOf(path)),
    ownFiles,
    isForeign: (path) => isForeignDir(dirOf(path)),
  };
}

/** The directory of a path; `''` is the root. */
export function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === -1 ? '' : path.slice(0, at);
}

/** Git lists a directory's files one after another, so the last list is nearly always the one. */
function groupByDir(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const dirs = new Map<string, string[]>([['', []]]);
  let lastDir = '';
  let last = dirs.get('') ?? [];
  for (const name of names) {
    const at = name.lastIndexOf('/');
    const dir = at === -1 ? '' : name.slice(0, at);
    if (dir !== lastDir) {
      const known = dirs.get(dir);
      last = known ?? [];
      lastDir = dir;
      if (known === undefined) dirs.set(dir, last);
    }
    if (at !== name.length - 1) last.push(name.slice(at + 1));
  }
  return dirs;
}

/** A directory other than the top with a `.git` in it is another checkout. */
function openStates(dirs: ReadonlyMap<string, readonly string[]>): (dir: string) => DirState {
  const states = new Map<string, DirState>([['', topState]]);
  const stateOf = (dir: string): DirState => {
    const known = states.get(dir);
    if (known !== undefined) return known;
    const isCheckout = dirs.get(dir)?.includes('.git') === true || dirs.has(`${dir}/.git`);
    const state = isCheckout ? checkoutState : stateBelow(stateOf(parentOf(dir)), dir);
    states.set(dir, state);
    return state;
  };
  return stateOf;
}

function openOwners(roots: ReadonlySet<string>): (dir: string) => string {
  const owners = new Map<string, string>([['', '']]);
  const ownerOf = (dir: string): string => {
    const known = owners.get(dir);
    if (known !== undefined) return known;
    const owner = roots.has(dir) ? dir : ownerOf(parentOf(dir));
    owners.set(dir, owner);
    return owner;
  };
  return ownerOf;
}

function groupByRoot(
  names: readonly string[],
  ownerOf: (dir: string) => string | null,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  let lastDir = '';
  let owner = ownerOf('');
  for (const name of names) {
    const dir = parentOf(name);
    if (dir !== lastDir) owner = ownerOf(dir);
    lastDir = dir;
    if (owner === null || name.endsWith('/')) continue;
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [name]);
    else group.push(name);
  }
  return groups;
}

/** The files of a directory that is no root by itself, such as a member of a workspace among examples. */
function filesBelow(
  names: readonly string[],
  root: string,
  places: ReadonlySet<string>,
): readonly string[] {
  const prefix = root === '' ? '' : `${root}/`;
  const isOwn = (dir: string): boolean =>
    dir === root || (!places.has(dir) && isOwn(parentOf(dir)));
  return names.filter(
    (name) =>
      name.startsWith(prefix) &&
      !name.endsWith('/') &&
      isOwn(parentOf(name)) &&
      !isForeign(name.slice(prefix.length)),
  );
}
