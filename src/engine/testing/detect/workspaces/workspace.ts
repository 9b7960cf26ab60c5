import type { ProjectFiles } from '../detection.ts';
import type { TreeIndex } from '../tree-index.ts';

/** One project of a workspace. */
export interface WorkspaceMember {
  /** Relative to the tree; `''` is its root. */
  readonly dir: string;
  readonly name: string | null;
  /** Directories of the members that it depends on. */
  readonly dependsOn: readonly string[];
}

/** Projects in one tree that know each other. */
export interface Workspace {
  /** What keeps them together: npm, pnpm, yarn, bun, lerna, nx, rush, deno, cargo, go, uv, maven, gradle, mix, … */
  readonly kind: string;
  readonly root: string;
  /** What runs the members' tests (nx, turbo), or null. */
  readonly runner: string | null;
  readonly members: readonly WorkspaceMember[];
}

/** A directory that may be the root of a workspace. Paths are relative to the tree. */
export interface WorkspacePlace {
  readonly index: TreeIndex;
  readonly root: string;
  readonly read: ProjectFiles['read'];
}

/** What one kind of workspace looks like. */
export interface WorkspaceKind {
  /** Whether a file directly in a directory may make it the root of a workspace of this kind. */
  isManifest(base: string): boolean;
  read(place: WorkspacePlace): Promise<Workspace | null>;
}
