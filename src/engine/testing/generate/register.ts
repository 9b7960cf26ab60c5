import { rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { writeFileAtomic } from '../../platform/files.ts';
import type { ProjectFiles } from '../detect/detection.ts';
import type { Registration } from '../frameworks/framework.ts';

/** A test file that was just written, by its path in the tree. */
interface Written {
  readonly root: string;
  readonly path: string;
  readonly files: ProjectFiles;
}

/**
 * Adds a test file to the nearest build file above it that lists tests, and tells that file's path; null where nothing
 * has to be added. When the build file cannot be written the test file is taken back.
 */
export async function register(
  registration: Registration | undefined,
  { root, path, files }: Written,
): Promise<string | null> {
  if (registration === undefined) return null;
  const build = buildFileAbove(registration, path, files.names);
  if (build === null) return null;
  const text = (await files.read(build)) ?? '';
  const added = registration.added(text, posix.relative(posix.dirname(build), path));
  if (added === null) return null;
  try {
    await writeFileAtomic(join(root, build), added);
    return build;
  } catch (error) {
    await rm(join(root, path), { force: true });
    throw error;
  }
}

function buildFileAbove(
  { file }: Registration,
  path: string,
  names: readonly string[],
): string | null {
  for (let dir = posix.dirname(path); ; dir = posix.dirname(dir)) {
    const found = names.find(
      (name) => posix.dirname(name) === dir && file.test(posix.basename(name)),
    );
    if (found !== undefined) return found;
    if (dir === '.') return null;
  }
}
