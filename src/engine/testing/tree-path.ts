import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, relative } from 'node:path';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { isSystemError, onDisk } from '../platform/files.ts';

const unusual = /[\p{Cc}\u2028\u2029]/u;
const notOurs: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * A path that a tool was given, relative to the tree and without dots.
 * @throws AgentTuiError `usage` for what no file of the project is called, or a runner would take for an option.
 */
export function treePath(root: string, given: string): string {
  const refuse = (why: string) =>
    new AgentTuiError('usage', `no file of the project: ${JSON.stringify(given.slice(0, 200))}`, {
      hint: `${why}; name a file by its path from the root of the project, as in src/sum.test.ts`,
    });
  if (given.trim() === '') throw refuse('it is empty');
  if (given.length > fixedLimits.pathCharsMax) throw refuse('it is too long');
  if (unusual.test(given) || !given.isWellFormed()) throw refuse('it has control characters');
  const inside = isAbsolute(given) ? relative(root, given) : given;
  const path = posix.normalize(inside).replace(/\/$/u, '');
  if (path === '.' || path === '..' || path.startsWith('../') || isAbsolute(path)) {
    throw refuse('it is outside of the project');
  }
  if (path.startsWith('-')) throw refuse('a runner would take it for an option');
  if (path.split('/').some((part) => notOurs.has(part))) {
    throw refuse('.git and node_modules hold no tests of the project');
  }
  return path;
}

/**
 * Makes sure that a path of the tree is a file of the tree, and no link that leads out of it.
 * @throws AgentTuiError `usage` when it is not.
 */
export async function requireFile(root: string, path: string): Promise<void> {
  const found = await onDisk(() => lstat(join(root, path)).catch(nullWhereAbsent));
  const isInside = found !== null && (await isWithin(root, dirname(path)));
  if (found?.isFile() === true && isInside) return;
  throw new AgentTuiError(
    'usage',
    found === null ? `there is no file ${path}` : `${path} is no file of the project`,
    { hint: 'name a test file that is there, or leave `file` out to run all tests' },
  );
}

/** Whether a directory of the tree, or as much of it as is there, really lies in it. */
export async function isWithin(root: string, dir: string): Promise<boolean> {
  const top = await onDisk(() => realpath(root));
  for (let at = dir; ; at = dirname(at)) {
    const real = await onDisk(() => realpath(join(root, at)).catch(nullWhereAbsent));
    if (real !== null) return real === top || real.startsWith(`${top}/`);
    if (at === '.' || at === '/') return false;
  }
}

/** What is not there is an answer; `ENOTDIR`: a file stands where a directory is named. */
export function nullWhereAbsent(error: unknown): null {
  if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return null;
  throw error;
}
