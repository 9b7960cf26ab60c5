import { fileURLToPath } from 'node:url';
import { stripTerminalCodes } from '../../platform/terminal-text.ts';

/** A line of a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

const framesMax = 200;
const frame =
  /^\s*(?:at |❯ )(?:.* \()?(?<file>(?:file:\/\/)?[^()\s:][^():]*):(?<line>\d+):\d+\)?\s*$/u;

/** The line that a stack of JavaScript blames: the first one in the test's own file, else the first of the project. */
export function placeInStack(stack: string | null, testFile: string | null): Place | null {
  const places = (stack ?? '')
    .split('\n')
    .slice(-framesMax)
    .map(placeInLine)
    .filter((place) => place !== null);
  return places.find((place) => isSameFile(place.file, testFile)) ?? places[0] ?? null;
}

function placeInLine(text: string): Place | null {
  const groups = frame.exec(stripTerminalCodes(text))?.groups;
  const file = groups?.['file'];
  if (file === undefined) return null;
  if (/^node:|(?:^|\/)node_modules\//u.test(file)) return null;
  return { file: plainPath(file), line: Number(groups?.['line']) };
}

/** A path from a path or a file URL; a broken URL stays as it is. */
export function plainPath(file: string): string {
  if (!file.startsWith('file:')) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}

function isSameFile(file: string, testFile: string | null): boolean {
  if (testFile === null) return false;
  return file === testFile || testFile.endsWith(`/${file}`);
}
