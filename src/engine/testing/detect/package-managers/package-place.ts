import type { ProjectFiles } from '../detection.ts';
import type { TreeIndex } from '../tree-index.ts';

/** A directory whose package manager is asked for. Paths are relative to the tree. */
export interface PackagePlace {
  readonly index: TreeIndex;
  readonly root: string;
  readonly read: ProjectFiles['read'];
}

/** A kind of file, and the package manager that it belongs to. */
export type FileRow = readonly [file: RegExp, manager: string];

/** A directory and those above it, up to the top of the tree and never beyond. */
export function upwards(dir: string): readonly string[] {
  const dirs = [dir];
  for (let at = dir; at !== '';) {
    const slash = at.lastIndexOf('/');
    at = slash === -1 ? '' : at.slice(0, slash);
    dirs.push(at);
  }
  return dirs;
}

/** The manager of the first row that has a file in the nearest directory where any row has one. */
export function managerByFile(
  { index, root }: PackagePlace,
  rows: readonly FileRow[],
): string | null {
  for (const dir of upwards(root)) {
    const files = index.filesIn(dir);
    const row = rows.find(([file]) => files.some((base) => file.test(base)));
    if (row !== undefined) return row[1];
  }
  return null;
}
