import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Invocation } from '../detect/detection.ts';
import type { Framework } from '../frameworks/framework.ts';

/** The directory of the suite and the root of the tree, both absolute. */
export interface SuitePlace {
  readonly cwd: string;
  readonly root: string;
}

/** The words that start a runner in one tree. */
export function launcherIn(
  place: SuitePlace,
  { start }: Framework,
  invocation: Invocation,
): readonly string[] {
  const [first, ...rest] = invocation.launcher.map((word) => word.text);
  if (first !== undefined) {
    const isPlain = start.kind !== 'package-binary' || first === 'node' || first.includes('/');
    return [...(isPlain ? [first] : packageBinary(place, first)), ...rest];
  }
  switch (start.kind) {
    case 'program':
      return [start.name];
    case 'python':
      return [pythonIn(place)];
    case 'package-binary':
      return packageBinary(place, start.name);
    case 'tree-program':
      return [inTree(place, start.paths) ?? start.name];
    case 'bundle':
      return bundled(place) ? ['bundle', 'exec', start.name] : [start.name];
  }
}

function inTree(place: SuitePlace, paths: readonly string[]): string | undefined {
  return [place.cwd, place.root]
    .flatMap((dir) => paths.map((path) => join(dir, path)))
    .find((path) => existsSync(path));
}

/** A Gemfile is followed where there is a bundler; without one the runner itself may still be there. */
function bundled(place: SuitePlace): boolean {
  if (inTree(place, ['Gemfile']) === undefined) return false;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((dir) => existsSync(join(dir, 'bundle')));
}

/** `npx` also finds what stands above the tree; it never installs. */
function packageBinary(place: SuitePlace, name: string): readonly string[] {
  const found = binaryDirs(place)
    .map((dir) => join(dir, name))
    .find((path) => existsSync(path));
  if (found !== undefined) return [found];
  const isPlugAndPlay = existsSync(join(place.root, '.pnp.cjs'));
  return isPlugAndPlay ? ['yarn', 'run', name] : ['npx', '--no-install', name];
}

/** Where package managers put the programs of packages, nearest first. */
export function binaryDirs(place: SuitePlace): readonly string[] {
  const dirs = [place.cwd, place.root].map((dir) => join(dir, 'node_modules', '.bin'));
  return [...new Set(dirs)];
}

function pythonIn(place: SuitePlace): string {
  return inTree(place, ['.venv/bin/python', 'venv/bin/python']) ?? 'python3';
}
