import { isFields, textField, textList } from '../../reports/report-values.ts';
import { jsonFields } from '../manifest-values.ts';
import { memberDirs, pathIn, readEach } from './member-dirs.ts';
import { linkAll } from './members.ts';
import type { WorkspaceKind } from './workspace.ts';

const manifests: readonly string[] = ['deno.json', 'deno.jsonc', 'package.json'];

/** Workspaces of Deno. Its members import each other by name, which stands in their code alone. */
export const denoWorkspaces: WorkspaceKind = {
  isManifest: (base) => /^deno\.jsonc?$/u.test(base),
  async read({ index, root, read }) {
    const own = index.filesIn(root).includes('deno.json') ? 'deno.json' : 'deno.jsonc';
    const listed = jsonFields(await read(pathIn(root, own)))?.['workspace'];
    const patterns = textList(isFields(listed) ? listed['members'] : listed);
    if (patterns.length === 0) return null;
    const found = manifests.flatMap((manifest) =>
      memberDirs({ index, root, patterns, ending: `/${manifest}` }),
    );
    const dirs = [...new Set(found)].toSorted();
    const members = await readEach(dirs, async (dir) => {
      const file = manifests.find((name) => index.filesIn(dir).includes(name)) ?? 'deno.json';
      return { dir, name: textField(jsonFields(await read(pathIn(dir, file)))?.['name']) };
    });
    return members.length === 0
      ? null
      : { kind: 'deno', root, runner: null, members: linkAll(members) };
  },
};
