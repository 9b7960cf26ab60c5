import type { DirState } from './foreign-dirs.ts';
import type { ManifestKind } from './manifest-names.ts';
import { bundleOwner, isPartOfTests, manifestKind } from './manifest-names.ts';

/** The directories of a tree that hold a manifest. */
export interface FoundRoots {
  /** The project's own, nearest to the top first; the top is always one. */
  readonly roots: readonly string[];
  /** With those that belong to others. */
  readonly places: ReadonlySet<string>;
}

type Dirs = ReadonlyMap<string, readonly string[]>;

/** Finds the roots among directories with their files. */
export function findRoots(dirs: Dirs, stateOf: (dir: string) => DirState): FoundRoots {
  const places = new Set<string>();
  const chains = new Map<string, Set<string>>();
  for (const [dir, files] of dirs) {
    const owner = bundleOf(dir, files);
    if (owner !== null) places.add(owner);
    for (const base of files) {
      const kind = manifestKind(base);
      if (kind === null) continue;
      if (kind === 'outermost') chains.set(base, (chains.get(base) ?? new Set()).add(dir));
      else if (isPlace(kind, dir, dirs)) places.add(dir);
    }
  }
  for (const chain of chains.values()) {
    for (const dir of chain) if (!hasAbove(dir, chain)) places.add(dir);
  }
  return { roots: ownRoots(places, stateOf), places };
}

/** Others' manifests count only where there is no other one. */
function ownRoots(places: ReadonlySet<string>, stateOf: (dir: string) => DirState): string[] {
  const own = [...places].filter((dir) => !stateOf(dir).isNoPlaceForRoots);
  const chosen = own.length > 0 ? own : [...places].filter((dir) => !stateOf(dir).isInstalled);
  return [...new Set(['', ...chosen])].toSorted(
    (a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1),
  );
}

function bundleOf(dir: string, files: readonly string[]): string | null {
  if (dir === 'fastlane') return files.includes('Fastfile') ? '' : null;
  if (dir.endsWith('/fastlane')) {
    return files.includes('Fastfile') ? dir.slice(0, -'/fastlane'.length) : null;
  }
  return dir.endsWith('.xcodeproj') || dir.endsWith('.xcworkspace') ? bundleOwner(dir) : null;
}

function isPlace(kind: ManifestKind, dir: string, dirs: Dirs): boolean {
  const files = dirs.get(dir) ?? [];
  if (kind === 'description') {
    return files.includes('NAMESPACE') || dirs.has(dir === '' ? 'R' : `${dir}/R`);
  }
  return kind !== 'weak' || !isPartOfTests(dir, files);
}

function hasAbove(dir: string, chain: ReadonlySet<string>): boolean {
  if (dir === '') return false;
  if (chain.has('')) return true;
  for (let at = dir.lastIndexOf('/'); at > 0; at = dir.lastIndexOf('/', at - 1)) {
    if (chain.has(dir.slice(0, at))) return true;
  }
  return false;
}

function depthOf(dir: string): number {
  return dir === '' ? 0 : dir.split('/').length;
}
