import { lstat, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { AgentTuiError } from '../../model/error.ts';
import { onDisk, writeFileAtomic } from '../../platform/files.ts';
import type { Registration } from '../frameworks/framework.ts';
import { isWithin, nullWhereAbsent } from '../tree-path.ts';

/** A build file with a new test file in its list, not written yet. */
export interface Registered {
  /** Its path in the tree. */
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** A test file that is about to be written, by its path in the tree. */
interface Wanted {
  readonly root: string;
  readonly path: string;
  readonly names: readonly string[];
}

/**
 * The nearest build file above a test file that lists tests, with that file in it; null where nothing has to be added.
 * @throws AgentTuiError `usage` for a build file that cannot be written back as it was.
 */
export async function registered(
  registration: Registration | undefined,
  { root, path, names }: Wanted,
): Promise<Registered | null> {
  if (registration === undefined) return null;
  const build = buildFileAbove(registration, path, names);
  if (build === null) return null;
  const { text, mode } = await readWhole(root, build);
  const isOfWindows = text.includes('\r\n') && !/(?<!\r)\n/u.test(text);
  const plain = isOfWindows ? text.replaceAll('\r\n', '\n') : text;
  const added = registration.added(plain, posix.relative(posix.dirname(build), path));
  if (added === null) return null;
  return { path: build, text: isOfWindows ? added.replaceAll('\n', '\r\n') : added, mode };
}

/** Writes a build file as a whole; who runs what stays as it was. */
export function writeRegistered(root: string, { path, text, mode }: Registered): Promise<void> {
  return writeFileAtomic(join(root, path), text, mode);
}

/** All of it, to the byte: what is read in part or guessed would be lost when it is written back. */
async function readWhole(root: string, path: string): Promise<{ text: string; mode: number }> {
  const place = join(root, path);
  const found = await onDisk(() => lstat(place).catch(nullWhereAbsent));
  const isPlain = found?.isFile() === true && (await isWithin(root, posix.dirname(path)));
  if (!isPlain) throw unchangeable(path, 'it is no plain file of the project');
  const bytes = await onDisk(() => readFile(place));
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw unchangeable(path, 'it is not in UTF-8');
  return { text, mode: found.mode & 0o777 };
}

function unchangeable(path: string, why: string): AgentTuiError {
  return new AgentTuiError('usage', `${path} lists the tests and cannot be changed: ${why}`, {
    hint: 'write the test file yourself, and list it there',
  });
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
