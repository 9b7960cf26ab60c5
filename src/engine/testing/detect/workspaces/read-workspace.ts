import { bounds } from '../../bounds.ts';
import type { ProjectFiles } from '../detection.ts';
import type { TreeIndex } from '../tree-index.ts';
import { cargoWorkspaces } from './cargo.ts';
import { dartWorkspaces } from './dart.ts';
import { denoWorkspaces } from './deno.ts';
import { dotnetWorkspaces } from './dotnet.ts';
import { goWorkspaces } from './go.ts';
import { gradleWorkspaces } from './gradle.ts';
import { haskellWorkspaces } from './haskell.ts';
import { javascriptWorkspaces } from './javascript.ts';
import { mavenWorkspaces } from './maven.ts';
import { mixWorkspaces } from './mix.ts';
import { uvWorkspaces } from './uv.ts';
import type { Workspace, WorkspaceKind } from './workspace.ts';

const kinds: readonly WorkspaceKind[] = [
  ...[javascriptWorkspaces, denoWorkspaces, cargoWorkspaces, goWorkspaces, uvWorkspaces],
  ...[mavenWorkspaces, gradleWorkspaces, mixWorkspaces, dartWorkspaces, dotnetWorkspaces],
  haskellWorkspaces,
];

/** The workspaces of a tree, those of outer directories first. A manifest that is broken says nothing. */
export async function readWorkspaces(
  index: TreeIndex,
  read: ProjectFiles['read'],
): Promise<readonly Workspace[]> {
  const found: Workspace[] = [];
  for (const kind of kinds) {
    const members = new Set<string>();
    for (const root of index.roots.slice(0, bounds.workspaceRootsMax)) {
      // A member of one workspace is the root of none; so hundreds of manifests need not be read twice.
      if (members.has(root) || !index.filesIn(root).some((base) => kind.isManifest(base))) continue;
      const workspace = await kind.read({ index, root, read });
      if (workspace === null) continue;
      found.push(workspace);
      for (const { dir } of workspace.members) members.add(dir);
    }
  }
  return found.toSorted((a, b) => depthOf(a.root) - depthOf(b.root)).slice(0, bounds.workspacesMax);
}

function depthOf(dir: string): number {
  return dir === '' ? 0 : dir.split('/').length;
}
