import { textList } from '../../reports/report-values.ts';
import { yamlFields } from '../manifest-values.ts';
import { memberDirs, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import { parentOf } from '../tree-index.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** The packages of a `cabal.project` or a `stack.yaml`. */
export const haskellWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'cabal.project' || base === 'stack.yaml',
  async read(place) {
    const { index, root, read } = place;
    const isCabal = index.filesIn(root).includes('cabal.project');
    const listed = isCabal
      ? packagesOf((await read(pathIn(root, 'cabal.project'))) ?? '')
      : textList(yamlFields(await read(pathIn(root, 'stack.yaml')))?.['packages']);
    const patterns = listed.map((one) => (/\.cabal$/u.test(one) ? parentOf(one) : one));
    const dirs = memberDirs({
      index,
      root,
      patterns: patterns.filter((one) => one !== ''),
      ending: '.cabal',
    });
    const told = await readEach(dirs, (dir) => readPackage(place, dir));
    const members = linkMembers(told);
    if (members.length === 0) return null;
    return { kind: isCabal ? 'cabal' : 'stack', root, runner: null, members };
  },
};

/** The field `packages:`, which goes on over the indented lines below it. */
function packagesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/--.*$/u, ''));
  const start = lines.findIndex((line) => line.startsWith('packages:'));
  if (start === -1) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\S/u.test(line));
  const own = [
    lines[start]?.slice('packages:'.length),
    ...rest.slice(0, end === -1 ? rest.length : end),
  ];
  return own.flatMap((line) => line?.split(/[\s,]+/u) ?? []).filter((word) => word !== '');
}

async function readPackage({ index, read }: WorkspacePlace, dir: string): Promise<ToldMember> {
  const file = index.filesIn(dir).find((name) => name.endsWith('.cabal')) ?? '';
  const text = (await read(pathIn(dir, file))) ?? '';
  return {
    dir,
    name: file.slice(0, -'.cabal'.length),
    // Any word may be a package it is built on; one that only has such a name does no harm.
    dependencies: [...new Set(text.match(/[A-Za-z][\w-]*/gu) ?? [])],
    paths: [],
  };
}
