import type { Ecosystem } from '../../ecosystem.ts';
import { readPackageJson } from '../package-json.ts';
import { packageManagerOf as js, pythonManagerOf } from '../package-manager.ts';
import type { TreeIndex } from '../tree-index.ts';
export async function packageManagerOf(
  e: Ecosystem,
  root: string,
  index: TreeIndex,
  read: (p: string) => Promise<string | undefined>,
): Promise<string | null> {
  const top = index.filesIn(root);
  if (e === 'javascript')
    return js(
      top,
      readPackageJson(await read(root === '' ? 'package.json' : `${root}/package.json`)),
    );
  if (e === 'python') return pythonManagerOf(top);
  return null;
}
