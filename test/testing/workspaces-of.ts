import { indexTree } from '../../src/engine/testing/detect/tree-index.ts';
import { readWorkspaces } from '../../src/engine/testing/detect/workspaces/read-workspace.ts';
import type { Files } from './tree.ts';

/** The workspaces of files in memory, each as its kind, root and runner, and `member -> members it uses`. */
export async function workspacesOf(
  files: Files,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const index = indexTree(Object.keys(files));
  const found = await readWorkspaces(index, (path) => Promise.resolve(files[path]));
  return Object.fromEntries(
    found.map(({ kind, root, runner, members }) => [
      [kind, root === '' ? '.' : root, runner ?? ''].join(' ').trim(),
      members.map(({ dir, dependsOn }) => [dir === '' ? '.' : dir, ...dependsOn].join(' -> ')),
    ]),
  );
}

/** A value as a manifest. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** Packages of JavaScript that are called like their directories. */
export function packages(...dirs: readonly string[]): Files {
  return Object.fromEntries(dirs.map((dir) => [`${dir}/package.json`, json({ name: dir })]));
}

/** A row of a table: what it shows, the files, and the workspaces in them. */
export type Case = [
  name: string,
  files: Files,
  expected: Readonly<Record<string, readonly string[]>>,
];
