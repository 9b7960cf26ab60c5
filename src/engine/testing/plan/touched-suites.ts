import type { FoundSuite, ProjectFiles } from '../detect/detection.ts';
import { indexTree } from '../detect/tree-index.ts';
import { affectedDirs } from '../detect/workspaces/affected.ts';
import { readWorkspaces } from '../detect/workspaces/read-workspace.ts';
import type { Workspace } from '../detect/workspaces/workspace.ts';

/** The workspaces of a project, those of outer directories first. */
export function workspacesOf(files: ProjectFiles): Promise<readonly Workspace[]> {
  return readWorkspaces(indexTree(files.names), (path) => files.read(path));
}

/** The suites that a change touches: those whose directory or member changed, and those of the members that depend on it. */
export async function touchedSuites(
  files: ProjectFiles,
  suites: readonly FoundSuite[],
  changed: readonly string[],
): Promise<readonly FoundSuite[]> {
  const workspaces = await workspacesOf(files);
  const suiteDirs = suites.map(({ dir }) => dir);
  const all = [...workspaces, loneSuites(suiteDirs, workspaces)];
  const dirs = new Set(affectedDirs({ changed, workspaces: all, suiteDirs }));
  return suites.filter(({ dir }) => dirs.has(dir));
}

/** Suites that no workspace knows stand for themselves. */
function loneSuites(dirs: readonly string[], workspaces: readonly Workspace[]): Workspace {
  const known = new Set(workspaces.flatMap(({ members }) => members.map(({ dir }) => dir)));
  const lone = dirs.filter((dir) => dir !== '' && !known.has(dir));
  const members = lone.map((dir) => ({ dir, name: null, dependsOn: [] }));
  return { kind: 'none', root: '', runner: null, members };
}
