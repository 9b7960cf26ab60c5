import { isFields, textField, textList } from '../../reports/report-values.ts';
import { fieldAt, fieldsAt, tomlFields } from '../manifest-values.ts';
import { memberDirs, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** Workspaces of uv; the project at the root is a member too. */
export const uvWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'pyproject.toml',
  async read(place) {
    const { index, root } = place;
    const manifest = tomlFields(await place.read(pathIn(root, 'pyproject.toml')));
    const workspace = fieldAt(manifest, 'tool', 'uv', 'workspace');
    if (!isFields(workspace)) return null;
    const left = textList(workspace['exclude']).map((one) => `!${one}`);
    const patterns = [...textList(workspace['members']), ...left];
    const dirs = memberDirs({ index, root, patterns, ending: '/pyproject.toml' });
    if (dirs.length === 0) return null;
    const own = isFields(manifest?.['project']) ? [root] : [];
    const told = await readEach([...own, ...dirs], (dir) => readProject(place, dir));
    return { kind: 'uv', root, runner: null, members: linkMembers(told) };
  },
};

async function readProject({ read }: WorkspacePlace, dir: string): Promise<ToldMember> {
  const manifest = tomlFields(await read(pathIn(dir, 'pyproject.toml')));
  const required = [
    ...textList(fieldAt(manifest, 'project', 'dependencies')),
    ...Object.values(fieldsAt(manifest, 'project', 'optional-dependencies')).flatMap(textList),
    ...Object.values(fieldsAt(manifest, 'dependency-groups')).flatMap(textList),
    ...textList(fieldAt(manifest, 'tool', 'uv', 'dev-dependencies')),
    ...textList(fieldAt(manifest, 'build-system', 'requires')),
  ];
  const sources = Object.values(fieldsAt(manifest, 'tool', 'uv', 'sources'));
  const name = textField(fieldAt(manifest, 'project', 'name'));
  return {
    dir,
    name: name === null ? null : plainName(name),
    dependencies: required.map((one) => plainName(/^\s*[\w.-]*/u.exec(one)?.[0] ?? '')),
    paths: sources.flatMap(
      (source) => pathFrom(dir, textField(fieldAt(source, 'path')) ?? '/') ?? [],
    ),
  };
}

/** Python takes `My_Pkg`, `my.pkg` and `my-pkg` for one name. */
function plainName(name: string): string {
  return name
    .trim()
    .replaceAll(/[-_.]+/gu, '-')
    .toLowerCase();
}
