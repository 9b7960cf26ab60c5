import type { Workspace, WorkspaceMember } from './workspace.ts';

/** What changed in a tree, and what it might touch. All paths are relative to the tree. */
export interface ChangedTree {
  readonly changed: readonly string[];
  readonly workspaces: readonly Workspace[];
  /** The directories of the suites. */
  readonly suiteDirs: readonly string[];
}

/**
 * The directories of the suites that a change touches: those in, or around, the members that changed and the members
 * that depend on them. A change outside of all members, as in a lockfile at the root, touches every suite.
 */
export function affectedDirs({ changed, workspaces, suiteDirs }: ChangedTree): readonly string[] {
  const members = membersByDir(workspaces);
  const touched = new Set<string>();
  for (const path of changed) {
    const owner = ownerOf(path, members);
    if (owner === null) return suiteDirs;
    touched.add(owner);
  }
  const all = withDependents(touched, workspaces);
  return suiteDirs.filter((dir) => {
    const owner = nearestMember(dir, members);
    return (owner !== null && all.has(owner)) || [...all].some((one) => isAtOrBelow(one, dir));
  });
}

interface Owned {
  /** The member lies at the root of its workspace, where files for all members lie as well. */
  readonly isRoot: boolean;
}

function membersByDir(workspaces: readonly Workspace[]): ReadonlyMap<string, Owned> {
  return new Map(
    workspaces.flatMap(({ root, members }) =>
      members.map(({ dir }) => [dir, { isRoot: dir === root }] as const),
    ),
  );
}

/** Directories of a root member that hold nothing but its own code. */
const ownCode = /^(?:src|lib|tests?|benches|examples)\//u;

/** The nearest member that a path lies in, or null when it concerns more than one member. */
function ownerOf(path: string, members: ReadonlyMap<string, Owned>): string | null {
  const owner = nearestMember(parentOf(path) ?? '', members);
  if (owner === null || members.get(owner)?.isRoot !== true) return owner;
  return ownCode.test(owner === '' ? path : path.slice(owner.length + 1)) ? owner : null;
}

function nearestMember(dir: string, members: ReadonlyMap<string, Owned>): string | null {
  for (let at: string | null = dir; at !== null; at = parentOf(at)) if (members.has(at)) return at;
  return null;
}

function withDependents(
  touched: ReadonlySet<string>,
  workspaces: readonly Workspace[],
): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  for (const { dir, dependsOn } of workspaces.flatMap(
    ({ members }): readonly WorkspaceMember[] => members,
  )) {
    for (const one of dependsOn) {
      const list = dependents.get(one);
      if (list === undefined) dependents.set(one, [dir]);
      else list.push(dir);
    }
  }
  const all = new Set(touched);
  // A set that grows while it is walked is walked to its end, and holds each member once.
  for (const dir of all) for (const one of dependents.get(dir) ?? []) all.add(one);
  return all;
}

function isAtOrBelow(dir: string, above: string): boolean {
  return above === '' || dir === above || dir.startsWith(`${above}/`);
}

function parentOf(path: string): string | null {
  if (path === '') return null;
  const at = path.lastIndexOf('/');
  return at === -1 ? '' : path.slice(0, at);
}
