import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { markerVariable } from '../../src/engine/platform/process-tree.ts';
import type { Random } from '../../src/engine/platform/random.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { processesWith } from '../testing/tree.ts';

/** Chance that remembers the names that it gave: the markers of a run are among them. */
export function rememberingRandom(): Random & { readonly names: readonly string[] } {
  const names: string[] = [];
  const id = (bytes?: number) => {
    const name = systemRandom.id(bytes);
    names.push(name);
    return name;
  };
  return { names, id, fraction: () => systemRandom.fraction() };
}

/** The living processes that a run left: by where they work, what they were called with, and what they inherited. */
export async function processesLeft(base: string, markers: readonly string[]): Promise<number[]> {
  const marked = markers.map((marker) => `${markerVariable}=${marker}`);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const words = environment.split('\0');
      const isMarked = words.some((word) => marked.includes(word));
      return isMarked || environment.includes(`${base}/`) ? [Number(pid)] : [];
    }),
  );
  return [...new Set([...found.flat(), ...(await processesWith(base))])];
}

/** The files of a project with what stands in them, packages aside. */
export async function filesOf(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/(?:^|\/)(?:node_modules|\.git)\//u.test(path));
  const texts = paths.map(async (path) => [path, await readFile(join(root, path), 'latin1')]);
  return new Map((await Promise.all(texts)) as [string, string][]);
}
