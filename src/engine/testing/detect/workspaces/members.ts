import type { WorkspaceMember } from './workspace.ts';

/** A member as its own manifest tells it. */
export interface ToldMember {
  readonly dir: string;
  readonly name: string | null;
  /** Names that other members may have. */
  readonly dependencies: readonly string[];
  /** Directories, relative to the tree, that others may be in. */
  readonly paths: readonly string[];
}

/** Leads from the names and paths in the manifests to the members that are meant. */
export function linkMembers(told: readonly ToldMember[]): readonly WorkspaceMember[] {
  const byName = new Map<string, string>();
  for (const { name, dir } of told) if (name !== null) byName.set(name, dir);
  const dirs = new Set(told.map(({ dir }) => dir));
  return told.map(({ dir, name, dependencies, paths }) => {
    const named = dependencies.flatMap((one) => byName.get(one) ?? []);
    const all = [...named, ...paths.filter((path) => dirs.has(path))];
    return { dir, name, dependsOn: [...new Set(all)].filter((one) => one !== dir).toSorted() };
  });
}

/**
 * Members whose manifests do not tell what they use of each other: any of them may use all others. A ring says so with
 * one step each, where naming all others would take the square of their number.
 */
export function linkAll(
  members: readonly Pick<WorkspaceMember, 'dir' | 'name'>[],
): readonly WorkspaceMember[] {
  return members.map(({ dir, name }, at) => {
    const next = members[(at + 1) % members.length]?.dir;
    return { dir, name, dependsOn: next === undefined || next === dir ? [] : [next] };
  });
}
