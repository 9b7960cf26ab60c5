import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** The file that a program's name stands for: looked up in the path, or taken as a path when it has a slash. */
export async function findExecutable(
  name: string,
  place: { readonly cwd: string; readonly path: string },
): Promise<string | undefined> {
  if (name === '') return undefined;
  const candidates =
    isAbsolute(name) || name.includes('/')
      ? [resolve(place.cwd, name)]
      : place.path
          .split(delimiter)
          .map((directory) => resolve(place.cwd, join(directory === '' ? '.' : directory, name)));
  for (const candidate of candidates) {
    if (await isExecutableFile(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
