import { constants, fstatSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '../../git/index.ts';
import { isSystemError, onDisk } from '../../platform/files.ts';
import { bounds } from '../bounds.ts';
import type { ProjectFiles } from './detection.ts';
import { nullWhereAbsent } from '../tree-path.ts';

/** The files of a work tree as they are now, ignored ones aside; without git, those of a bounded walk. */
export async function workTreeFiles(root: string): Promise<ProjectFiles> {
  const listed = await listFiles(root, bounds.treeNamesBytesMax);
  return { names: listed ?? (await walk(root)), read: (path) => readPlain(join(root, path)) };
}

/** Links are not followed and pipes would never end, so only a plain file has a text. */
async function readPlain(path: string): Promise<string | undefined> {
  const file = await onDisk(() => open(path, asItIs).catch(nullWhereNoFile));
  if (file === null) return undefined;
  try {
    const found = fstatSync(file.fd);
    if (!found.isFile()) return undefined;
    const buffer = Buffer.alloc(Math.min(found.size, bounds.treeFileBytesMax));
    const { bytesRead } = await onDisk(() => file.read(buffer, 0, buffer.length, 0));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A link is refused, and a pipe that nobody writes into is not waited for. */
const asItIs = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** `ELOOP`: it is a link; `ENXIO`: a socket. */
function nullWhereNoFile(error: unknown): null {
  return isSystemError(error, 'ELOOP', 'ENXIO') ? null : nullWhereAbsent(error);
}

const notWalked: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', 'venv']);

async function walk(root: string): Promise<readonly string[]> {
  const names: string[] = [];
  let dirs = [''];
  for (let depth = 0; depth < bounds.walkedDepthMax && dirs.length > 0; depth += 1) {
    const below: string[] = [];
    for (const dir of dirs) {
      if (names.length >= bounds.walkedFilesMax) return names.slice(0, bounds.walkedFilesMax);
      const { files, folders } = await look(root, dir);
      names.push(...files);
      below.push(...folders);
    }
    dirs = below;
  }
  return names;
}

async function look(
  root: string,
  dir: string,
): Promise<{ readonly files: readonly string[]; readonly folders: readonly string[] }> {
  const entries = await onDisk(() =>
    readdir(join(root, dir), { withFileTypes: true }).catch(nullWhereAbsent),
  );
  const pathOf = (name: string) => (dir === '' ? name : `${dir}/${name}`);
  const sorted = (entries ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    files: sorted.filter((entry) => entry.isFile()).map(({ name }) => pathOf(name)),
    folders: sorted
      .filter((entry) => entry.isDirectory() && !notWalked.has(entry.name))
      .map(({ name }) => pathOf(name)),
  };
}
