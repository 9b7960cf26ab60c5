import type { Ecosystem } from '../../ecosystem.ts';
import type { ProjectFiles } from '../detection.ts';
import type { TreeIndex } from '../tree-index.ts';
import { buildFiles } from './build-files.ts';
import { haskellManager } from './haskell.ts';
import { javaManager } from './java.ts';
import { javascriptManager } from './javascript.ts';
import { managerByFile } from './package-place.ts';
import { pythonManager } from './python.ts';

/**
 * The package manager of a directory for one ecosystem, or the build tool where the field calls that so; null when
 * nothing tells. What lies above the directory counts up to the top of the tree.
 */
// eslint-disable-next-line max-params -- the face that its callers were given
export async function packageManagerOf(
  ecosystem: Ecosystem,
  root: string,
  index: TreeIndex,
  read: ProjectFiles['read'],
): Promise<string | null> {
  const place = { index, root, read };
  switch (ecosystem) {
    case 'javascript':
      return javascriptManager(place);
    case 'shell':
      // Runners of shell tests come as packages of JavaScript, or with the system.
      return javascriptManager(place);
    case 'python':
      return pythonManager(place);
    case 'java':
      return javaManager(place);
    case 'haskell':
      return haskellManager(place);
    default:
      return managerByFile(place, buildFiles[ecosystem] ?? []);
  }
}
