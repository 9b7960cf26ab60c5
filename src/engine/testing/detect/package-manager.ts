import type { PackageJson } from './package-json.ts';

/** Lockfiles in the order in which they decide when there are several. */
const javascriptLocks = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
] as const;

const pythonLocks = [
  ['uv.lock', 'uv'],
  ['poetry.lock', 'poetry'],
  ['pdm.lock', 'pdm'],
  ['Pipfile.lock', 'pipenv'],
] as const;

/** The lockfiles of JavaScript among names. */
export function lockfilesIn(names: readonly string[]): readonly string[] {
  return javascriptLocks.map(([file]) => file).filter((file) => names.includes(file));
}

/** The manager of JavaScript packages: what package.json says, else the lockfile, else npm. */
export function packageManagerOf(
  names: readonly string[],
  manifest: PackageJson | null,
): string | null {
  if (manifest === null) return null;
  const locked = javascriptLocks.find(([file]) => names.includes(file))?.[1];
  return manifest.manager ?? locked ?? 'npm';
}

/** The manager of Python packages that left a lockfile. */
export function pythonManagerOf(names: readonly string[]): string | null {
  return pythonLocks.find(([file]) => names.includes(file))?.[1] ?? null;
}
