import type { PackagePlace } from './package-place.ts';
import { managerByFile } from './package-place.ts';

/** Nearly every package has a `.cabal` file; what stands beside it tells who reads it. */
export function haskellManager(place: PackagePlace): string | null {
  return managerByFile(place, [
    [/^cabal\.project(?:\.freeze)?$/u, 'cabal'],
    [/^(?:stack\.yaml|package\.yaml)$/u, 'stack'],
    [/\.cabal$/u, 'cabal'],
  ]);
}
