import { parentOf } from '../tree-index.ts';
import { bounds } from '../../bounds.ts';
import { pathBelow, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** The projects of the solutions in a directory. */
export const dotnetWorkspaces: WorkspaceKind = {
  isManifest: (base) => /\.slnx?$/u.test(base),
  async read(place) {
    const { index, root, read } = place;
    const solutions = index.filesIn(root).filter((name) => /\.slnx?$/u.test(name));
    const texts = await readEach(solutions, (name) => read(pathIn(root, name)));
    const files = texts
      .flatMap((text) => projectsIn(text ?? ''))
      .flatMap((path) => pathBelow(root, path) ?? [])
      .filter((path) => index.has(path));
    const distinct = [...new Set(files)].toSorted().slice(0, bounds.workspaceMembersMax);
    const told = await readEach(distinct, (path) => readProject(place, path));
    const members = linkMembers(told);
    return members.length === 0 ? null : { kind: 'dotnet', root, runner: null, members };
  },
};

/** A solution names a project by its path, in quotes, in the old form and in the new. */
function projectsIn(text: string): readonly string[] {
  return [...text.matchAll(/"(?<path>[^"\n]{1,400}\.(?:cs|fs|vb)proj)"/gu)].map(({ groups }) =>
    slashed(groups?.['path'] ?? ''),
  );
}

async function readProject({ read }: WorkspacePlace, path: string): Promise<ToldMember> {
  const dir = parentOf(path);
  const text = (await read(path)) ?? '';
  const references = text.matchAll(
    /<ProjectReference\s[^>]{0,40}?Include\s?=\s?"(?<path>[^"\n]{1,400})"/gu,
  );
  return {
    dir,
    name: path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/u, ''),
    dependencies: [],
    paths: [...references].flatMap(({ groups }) => {
      const found = pathFrom(dir, slashed(groups?.['path'] ?? '/'));
      return found === null ? [] : parentOf(found);
    }),
  };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
