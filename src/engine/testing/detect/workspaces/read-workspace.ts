import type { TreeIndex } from '../tree-index.ts';
export interface WorkspaceMember {
  readonly dir: string;
  readonly name: string | null;
  readonly dependsOn: readonly string[];
}
export interface Workspace {
  readonly kind: string;
  readonly root: string;
  readonly runner: string | null;
  readonly members: readonly WorkspaceMember[];
}
export function readWorkspaces(
  _index: TreeIndex,
  _read: (path: string) => Promise<string | undefined>,
): Promise<readonly Workspace[]> {
  return Promise.resolve([]);
}
