import type { FoundSuite, ProjectFiles } from '../detect/detection.ts';
import { indexTree } from '../detect/tree-index.ts';
import { affectedDirs } from '../detect/workspaces/affected.ts';
import { readWorkspaces } from '../detect/workspaces/read-workspace.ts';
import type { Workspace } from '../detect/workspaces/workspace.ts';

/** The workspaces of a project, those of outer directories first. */
export function workspacesOf(files: ProjectFiles): Promise<readonly Workspace[]> {
  return readWorkspaces(indexTree(files.names), (path) => files.read(path));
}

/** The suites that a change touches: those of the members that changed, and of those that depend on them. */
export async function touchedSuites(
  files: ProjectFiles,
  suites: readonly FoundSuite[],
  changed: readonly string[],
): Promise<readonly FoundSuite[]> {
  const workspaces = await workspacesOf(files);
  const suiteDirs = suites.map(({ dir }) => dir);
  const dirs = new Set(affectedDirs({ changed, workspaces, suiteDirs }));
  return suites.filter(({ dir }) => dirs.has(dir));
}
