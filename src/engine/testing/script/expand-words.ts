import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bounds } from '../bounds.ts';
import type { CommandWord } from '../detect/detection.ts';

/** The words as a shell would hand them over: patterns replaced by the sorted paths that match, else left alone. */
export async function expandWords(words: readonly CommandWord[], cwd: string): Promise<string[]> {
  const expanded: string[] = [];
  for (const word of words) {
    const paths = word.glob ? await matches(word.text, cwd) : [];
    expanded.push(...(paths.length === 0 ? [word.text] : paths));
  }
  return expanded;
}

async function matches(pattern: string, cwd: string): Promise<readonly string[]> {
  const isAbsolute = pattern.startsWith('/');
  let paths = [isAbsolute ? '/' : ''];
  for (const part of pattern.split('/').filter((one) => one !== '')) {
    const next: string[] = [];
    for (const path of paths) next.push(...(await step(path, part, cwd)));
    paths = next.slice(0, bounds.globMatchesMax);
  }
  return paths.toSorted();
}

async function step(path: string, part: string, cwd: string): Promise<readonly string[]> {
  const extend = (name: string) =>
    path === '' || path === '/' ? `${path}${name}` : `${path}/${name}`;
  const matcher = /[*?[]/u.test(part) ? partMatcher(part) : null;
  const names = await namesIn(join(cwd, path));
  if (matcher === null) {
    return part === '.' || part === '..' || names.includes(part) ? [extend(part)] : [];
  }
  const isShown = (name: string) => part.startsWith('.') || !name.startsWith('.');
  return names.filter((name) => isShown(name) && matcher.test(name)).map(extend);
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch {
    // Not a directory, or not there: then nothing in it matches.
    return [];
  }
}

/** `**` is `*` in a plain shell. */
function partMatcher(part: string): RegExp | null {
  const source = part.replaceAll(
    /(?<any>\*+)|(?<one>\?)|\[(?<not>!?)(?<set>[^\]]+)\]|(?<other>[^])/gu,
    (...found: readonly unknown[]) => pieceOf(found.at(-1)),
  );
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    // A class that is no class, such as `[z-a]`, matches nothing.
    return null;
  }
}

function pieceOf(groups: unknown): string {
  const { any, one, not, set, other } = groups as Readonly<Record<string, string | undefined>>;
  if (any !== undefined) return '[^/]*';
  if (one !== undefined) return '[^/]';
  if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replaceAll(/[\\\]^]/gu, '\\$&')}]`;
  return (other ?? '').replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
