import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundTests } from '../detect/detection.ts';
import type { Framework } from '../frameworks/framework.ts';

/** The directory of the suite and the root of the tree, both absolute. */
export interface SuitePlace {
  readonly cwd: string;
  readonly root: string;
}

/** The words that start a runner in one tree. */
export function launcherIn(
  place: SuitePlace,
  framework: Framework,
  detection: FoundTests,
): readonly string[] {
  const [first, ...rest] = detection.invocation.launcher.map((word) => word.text);
  if (first !== undefined) {
    const isPlain = first === 'node' || first.includes('/');
    return [...(isPlain ? [first] : packageBinary(place, first)), ...rest];
  }
  switch (framework.start.kind) {
    case 'program':
      return [framework.start.name];
    case 'python':
      return [pythonIn(place)];
    case 'package-binary':
      return packageBinary(place, framework.start.name);
  }
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
  const candidates = [place.cwd, place.root].flatMap((dir) =>
    ['.venv', 'venv'].map((name) => join(dir, name, 'bin', 'python')),
  );
  return candidates.find((path) => existsSync(path)) ?? 'python3';
}
